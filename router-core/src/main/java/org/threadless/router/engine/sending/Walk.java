package org.threadless.router.engine.sending;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.threadless.router.backend.SendResult;
import org.threadless.router.engine.store.Leg;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Numbers;
import org.threadless.router.message.OutgoingMessage;

/**
 * A message's way along the backends that may take it, as far as it has come. Used by one thread at
 * a time.
 */
final class Walk {

  private final OutgoingMessage message;
  private final List<BackendName> ways;
  private final boolean told;
  private final Numbers numbers;
  private final List<Leg> legs = new ArrayList<>();
  private int reached;
  private SendResult ofOwn;
  private SendResult result;
  private SendResult.WorthRetrying failed;

  /**
   * @param ways the backends, the first way first
   * @param told whether the way is told though it is the first one: it has been tried before
   * @param numbers how each of the backends has its identities
   */
  Walk(OutgoingMessage message, List<BackendName> ways, boolean told, Numbers numbers) {
    this.message = message;
    this.numbers = numbers;
    this.ways = ways;
    this.told = told;
  }

  boolean isAtEnd() {
    return reached == ways.size();
  }

  /** Returns the backend whose turn it is. */
  BackendName backend() {
    return ways.get(reached);
  }

  /** Returns whether that is the message's own. */
  boolean isOwn() {
    return backend().equals(message.connection().backend());
  }

  /** Returns the message as that backend gets it. */
  OutgoingMessage handed() {
    if (isOwn()) {
      return message;
    }
    return message.by(numbers.uniform(new Connection(backend(), message.connection().identity())));
  }

  /** The backend whose turn it is was passed by, for the reason that this leg gives. */
  void pass(Leg leg) {
    legs.add(leg);
    reached++;
  }

  /** The backend whose turn it is has answered, or will later. */
  void answered(SendResult answer) {
    result = answer;
  }

  /** That answer is known. */
  void learned(SendResult answer, Instant at) {
    result = answer;
    if (isOwn()) {
      ofOwn = answer;
    }
    legs.add(Leg.of(backend(), answer, at));
    if (failed == null && answer instanceof SendResult.WorthRetrying worth) {
      failed = worth;
    }
  }

  /** The next backend has its turn. */
  void goOn() {
    reached++;
  }

  /** Returns what the message's own backend said; empty where it was not asked. */
  Optional<SendResult> ofOwn() {
    return Optional.ofNullable(ofOwn);
  }

  /**
   * Returns what came of it so far, perhaps {@link SendResult.Later}. After the last backend, it is
   * worth retrying where one of them may take it later.
   */
  SendResult result() {
    if (!isAtEnd()) {
      return result;
    }
    if (failed != null) {
      return failed;
    }
    String passed =
        legs.stream().flatMap(leg -> leg.passed().stream()).collect(Collectors.joining(", "));
    return passed.isEmpty() ? result : SendResult.notYet(passed);
  }

  /**
   * Returns what is to be kept of the way: nothing where its own backend ended it when it was tried
   * first, which the message itself tells.
   */
  List<Leg> kept() {
    boolean onlyOwn =
        legs.stream().allMatch(leg -> leg.backend().equals(message.connection().backend()));
    boolean waits = result() instanceof SendResult.WorthRetrying;
    return onlyOwn && !told && !waits ? List.of() : List.copyOf(legs);
  }
}
