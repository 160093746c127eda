package org.threadless.router.engine.broadcast;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.OutgoingStatus;

/**
 * What is sent to many at once, as it is known at one moment.
 *
 * @param id a UUIDv7
 * @param title what people know it by
 * @param createdAt when it was made
 * @param madeBy who wanted it, as people know them; empty where nobody has said
 * @param passedOver how many could not be reached at all, and have no message
 * @param backends those whom it was made for are reached by
 * @param messages how many have each status; of one that none has, nothing
 */
public record Broadcast(
    UUID id,
    Optional<String> title,
    BroadcastState state,
    Instant createdAt,
    Optional<String> madeBy,
    int passedOver,
    Set<BackendName> backends,
    Map<OutgoingStatus, Integer> messages) {

  /** Copies the collections. */
  public Broadcast {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(createdAt, "createdAt");
    Objects.requireNonNull(madeBy, "madeBy");
    backends = Set.copyOf(backends);
    messages = Map.copyOf(messages);
  }

  /** Returns how many messages have a status. */
  public int count(OutgoingStatus status) {
    return messages.getOrDefault(status, 0);
  }

  /** Returns how many messages there are. */
  public int total() {
    return messages.values().stream().mapToInt(each -> each).sum();
  }
}
