package org.threadless.storage.broadcast;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.threadless.router.engine.broadcast.Broadcast;
import org.threadless.router.engine.broadcast.BroadcastState;
import org.threadless.router.engine.broadcast.NewBroadcast;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.OutgoingStatus;
import org.threadless.storage.write.value.Storable;

/**
 * A row of {@code broadcast}.
 *
 * @param madeBy null where nobody has said
 * @param firstMessage null as long as it has none
 * @param lastMessage null as long as it has none
 */
public record BroadcastRow(
    UUID id,
    String title,
    StoredState state,
    int node,
    Instant createdAt,
    String madeBy,
    int passedOver,
    String backends,
    UUID firstMessage,
    UUID lastMessage) {

  static BroadcastRow of(UUID id, NewBroadcast wanted, int node, Instant now) {
    return new BroadcastRow(
        id,
        Storable.text(wanted.title().orElse(null)),
        StoredState.STORING,
        node,
        now,
        Storable.text(wanted.madeBy().orElse(null)),
        wanted.passedOver(),
        wanted.backends().stream()
            .map(BackendName::value)
            .sorted()
            .collect(Collectors.joining(",")),
        null,
        null);
  }

  Broadcast toBroadcast(Map<OutgoingStatus, Integer> messages) {
    boolean waits = messages.containsKey(OutgoingStatus.QUEUED);
    return new Broadcast(
        id,
        Optional.ofNullable(title),
        waits || state == StoredState.STOPPED ? state.shown() : BroadcastState.FINISHED,
        createdAt,
        Optional.ofNullable(madeBy),
        passedOver,
        backendNames(),
        messages);
  }

  Set<BackendName> backendNames() {
    return backends.isEmpty()
        ? Set.of()
        : Arrays.stream(backends.split(",")).map(BackendName::new).collect(Collectors.toSet());
  }
}
