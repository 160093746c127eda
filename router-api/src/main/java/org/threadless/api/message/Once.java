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
import org.threadless.router.engine.store.DoneOnce;
import org.threadless.router.engine.store.DoneOnce.OtherRequestException;
import org.threadless.router.engine.store.DoneOnce.Repeatable;
import org.threadless.router.text.Sha256;

/** Does what a call asks for once, however often it comes with the same {@code Idempotency-Key}. */
@Singleton
public final class Once {

  private static final String KEY = "Idempotency-Key";
  private static final int LONGEST = 100;

  private final DoneOnce once;
  private final KeyTurns turns = new KeyTurns();

  @Inject
  Once(DoneOnce once) {
    this.once = once;
  }

  /**
   * Answers 202.
   *
   * @param work does it, and returns the answer, which it hands to its argument in the transaction
   *     that stores what is done
   */
  public CallAnswer answer(Call call, Function<Consumer<Object>, Object> work) {
    Optional<String> key = call.header(KEY).map(Once::checked);
    return key.isEmpty()
        ? new CallAnswer.Json(202, work.apply(answer -> {}))
        : new CallAnswer.Written(
            202,
            turns.inTurn(call.token().id() + " " + key.get(), () -> answer(call, key.get(), work)));
  }

  private String answer(Call call, String key, Function<Consumer<Object>, Object> work) {
    Repeatable request = new Repeatable(call.token().id(), key, fingerprint(call));
    try {
      return once.answer(
          request, stored -> Json.write(work.apply(answer -> stored.accept(Json.write(answer)))));
    } catch (OtherRequestException e) {
      throw ProblemException.of(
          KEY, "came with another request before; take another key for each thing to be done");
    }
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
