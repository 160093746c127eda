package org.threadless.router.engine.routing;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.threadless.router.app.Cancellation;
import org.threadless.router.engine.backlog.Backlog;
import org.threadless.router.engine.backlog.QueuedMessage;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.IncomingStatus;

/**
 * Ends by hand that an incoming message waits, so that the next of its connection goes on: one that
 * an app always lets wait, say. It may be routed again, like any that could not be.
 */
@Singleton
public final class StuckMessages {

  /** Why such a message was not routed. */
  public static final String REASON = "cancelled by an operator";

  private final Backlog backlog;
  private final RoutingAttempt routing;
  private final InstantSource clock;

  @Inject
  StuckMessages(Backlog backlog, RoutingAttempt routing, InstantSource clock) {
    this.backlog = backlog;
    this.routing = routing;
    this.clock = clock;
  }

  /**
   * Stores a message as one that could not be routed.
   *
   * @return {@code DONE}; {@code UNDER_WAY} where it is being routed just now; {@code UNKNOWN}
   *     where no such incoming message waits
   */
  public Cancellation cancel(UUID incoming) {
    Optional<QueuedMessage> waiting = backlog.takeQueued(incoming);
    if (waiting.isEmpty()) {
      return backlog.statuses(List.of(incoming)).contains(IncomingStatus.QUEUED)
          ? Cancellation.UNDER_WAY
          : Cancellation.UNKNOWN;
    }
    end(waiting.get());
    return Cancellation.DONE;
  }

  private void end(QueuedMessage waiting) {
    IncomingMessage message =
        routing.message(waiting.id(), waiting.received(), waiting.receivedAt(), routing.outbox());
    boolean ended = false;
    try {
      routing.giveUp(message, REASON);
      ended = true;
    } finally {
      if (!ended) {
        backlog.giveBack(List.of(waiting.id()), Optional.empty(), clock.instant());
      }
    }
    backlog.finish(List.of(waiting.id()), List.of(), () -> {});
  }
}
