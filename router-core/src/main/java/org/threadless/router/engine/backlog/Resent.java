package org.threadless.router.engine.backlog;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.threadless.router.message.OutgoingStatus;

/**
 * How far a message has come that is sent again.
 *
 * @param id our id of it
 * @param status its status
 * @param reason why it has failed or waits, where it does
 * @param underWay whether it is about to be sent, be it by a fallback; false once it is settled,
 *     and while it waits for its time or its next try, for one before it, or for a backend that is
 *     paused, or is down and has no fallback that is up, or lets none go for a minute by its rates
 */
public record Resent(UUID id, OutgoingStatus status, Optional<String> reason, boolean underWay) {

  /** Refuses nulls. */
  public Resent {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(reason, "reason");
  }

  /** Returns whether it was sent, or is stored and waits for what passes by itself. */
  public boolean isWell() {
    return status != OutgoingStatus.FAILED && status != OutgoingStatus.CANCELLED;
  }
}
