package org.threadless.api.broadcast;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.threadless.router.engine.broadcast.Broadcast;
import org.threadless.router.message.OutgoingStatus;

/** How far a broadcast is, as {@code openapi.yaml} says that it is told. */
record Progress(
    UUID id,
    Optional<String> title,
    String state,
    Instant created,
    int passedOver,
    Counts messages) {

  /** How many messages have each status. */
  record Counts(int total, int queued, int sent, int delivered, int failed, int cancelled) {

    static Counts of(Broadcast broadcast) {
      return new Counts(
          broadcast.total(),
          broadcast.count(OutgoingStatus.QUEUED),
          broadcast.count(OutgoingStatus.SENT),
          broadcast.count(OutgoingStatus.DELIVERED),
          broadcast.count(OutgoingStatus.FAILED),
          broadcast.count(OutgoingStatus.CANCELLED));
    }
  }

  /** Some of those that there are. */
  record Page(List<Progress> broadcasts, Optional<String> next) {}

  static Progress of(Broadcast broadcast) {
    return new Progress(
        broadcast.id(),
        broadcast.title(),
        broadcast.state().name(),
        broadcast.createdAt(),
        broadcast.passedOver(),
        Counts.of(broadcast));
  }
}
