package org.threadless.router.engine.store;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.threadless.router.engine.store.AnsweredRequests.Answered;

/** Does what a request asks for once, however often it comes with the same key. */
@Singleton
public final class DoneOnce {

  private final AnsweredRequests answered;

  /**
   * A request that may come again.
   *
   * @param asker whose it is
   * @param key of 1 to 100 characters
   * @param fingerprint tells it from others with the same key: 64 characters at most
   */
  public record Repeatable(UUID asker, String key, String fingerprint) {

    /** Refuses nulls. */
    public Repeatable {
      Objects.requireNonNull(asker, "asker");
      Objects.requireNonNull(key, "key");
      Objects.requireNonNull(fingerprint, "fingerprint");
    }
  }

  /** That another request came with the same key. */
  public static final class OtherRequestException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OtherRequestException() {
      super("another request came with the same key", null, false, false);
    }
  }

  @Inject
  DoneOnce(AnsweredRequests answered) {
    this.answered = answered;
  }

  /**
   * Returns the answer to a request, which is that of the first time.
   *
   * @param work does it, and returns the answer, which it hands to its argument in the transaction
   *     that stores what is done
   * @throws OtherRequestException where another request came with the key
   * @throws org.threadless.router.conversation.StoreUnavailableException where the database cannot
   *     be used now
   */
  public String answer(Repeatable request, Function<Consumer<String>, String> work) {
    Optional<Answered> before = find(request);
    if (before.isPresent()) {
      return again(request, before.get());
    }
    try {
      return work.apply(answer -> remember(request, answer));
    } catch (AnsweredMeanwhileException e) {
      return again(request, find(request).orElseThrow());
    }
  }

  private Optional<Answered> find(Repeatable request) {
    return answered.find(request.asker(), request.key());
  }

  private void remember(Repeatable request, String answer) {
    answered.remember(request.asker(), request.key(), new Answered(request.fingerprint(), answer));
  }

  private static String again(Repeatable request, Answered before) {
    if (!before.fingerprint().equals(request.fingerprint())) {
      throw new OtherRequestException();
    }
    return before.answer();
  }
}
