package org.threadless.api.message;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.threadless.api.call.Call;
import org.threadless.api.call.CallAnswer;
import org.threadless.api.call.Json;
import org.threadless.api.call.ProblemException;
import org.threadless.router.engine.store.AnsweredRequests;
import org.threadless.router.engine.store.AnsweredRequests.Answered;
import org.threadless.router.text.Sha256;

/** Does what a call asks for once, however often it comes with the same {@code Idempotency-Key}. */
@Singleton
public final class Once {

  private static final String KEY = "Idempotency-Key";
  private static final int LONGEST = 100;

  private final AnsweredRequests answered;
  private final KeyTurns turns = new KeyTurns();

  @Inject
  Once(AnsweredRequests answered) {
    this.answered = answered;
  }

  /** Somebody else has answered the same call while this one was under way. */
  private static final class AnsweredMeanwhile extends RuntimeException {

    private static final long serialVersionUID = 1L;

    AnsweredMeanwhile() {
      super(null, null, false, false);
    }
  }

  /**
   * Answers 202.
   *
   * @param work does it, and returns the answer, which it hands to its argument in the transaction
   *     that stores what is done
   */
  public CallAnswer answer(Call call, Function<Consumer<Object>, Object> work) {
    Optional<String> key = call.header(KEY).map(Once::checked);
    if (key.isEmpty()) {
      return new CallAnswer.Json(202, work.apply(answer -> {}));
    }
    return turns.inTurn(call.token().id() + " " + key.get(), () -> once(call, key.get(), work));
  }

  private CallAnswer once(Call call, String key, Function<Consumer<Object>, Object> work) {
    String fingerprint = fingerprint(call);
    Optional<Answered> before = answered.find(call.token().id(), key);
    if (before.isPresent()) {
      return again(before.get(), fingerprint);
    }
    try {
      Object body = work.apply(answer -> remember(call, key, fingerprint, Json.write(answer)));
      return new CallAnswer.Json(202, body);
    } catch (AnsweredMeanwhile e) {
      return again(answered.find(call.token().id(), key).orElseThrow(), fingerprint);
    }
  }

  private void remember(Call call, String key, String fingerprint, String answer) {
    if (!answered.remember(call.token().id(), key, new Answered(fingerprint, answer))) {
      throw new AnsweredMeanwhile();
    }
  }

  private static CallAnswer again(Answered before, String fingerprint) {
    if (!before.fingerprint().equals(fingerprint)) {
      throw ProblemException.of(
          KEY, "came with another request before; take another key for each thing to be done");
    }
    return new CallAnswer.Written(202, before.answer());
  }

  private static String checked(String key) {
    boolean printable = key.chars().allMatch(c -> c > ' ' && c < 0x7f);
    if (key.isEmpty() || key.length() > LONGEST || !printable) {
      throw ProblemException.of(KEY, "must be 1 to 100 characters of ASCII without blanks");
    }
    return key;
  }

  private static String fingerprint(Call call) {
    byte[] asked = call.asked().getBytes(StandardCharsets.UTF_8);
    return Sha256.hex(asked, new byte[1], call.bytes());
  }
}
