package org.threadless.storage.person;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.threadless.router.conversation.Direction;
import org.threadless.router.message.IncomingStatus;
import org.threadless.router.message.OutgoingStatus;
import org.threadless.storage.write.Counting;
import org.threadless.storage.write.value.Columns;

/** Empties messages, some in each call: those that nobody routes or sends just now. */
final class Erasing {

  private static final UUID FIRST = new UUID(0, 0);
  private static final int AT_A_TIME = 1000;

  private final UUID connection;
  private final Counting counting;
  private final List<UUID> busy = new ArrayList<>();
  private UUID after = FIRST;

  /**
   * @param connection the messages of which are emptied
   * @param counting what is counted
   */
  Erasing(UUID connection, Counting counting) {
    this.counting = counting;
    this.connection = connection;
  }

  /** Returns the messages that a node has in hand, of those that have been seen. */
  List<UUID> busy() {
    return busy;
  }

  /** Does so with all messages, in the mapper's transaction. */
  void all(Instant now, PersonMapper mapper) {
    boolean more = true;
    while (more) {
      more = next(now, mapper);
    }
  }

  /** Does so with the next messages, and returns whether there may be more. */
  boolean next(Instant now, PersonMapper mapper) {
    List<TraceRow> seen = mapper.traces(connection, after, AT_A_TIME);
    List<UUID> left = seen.stream().filter(TraceRow::isLeft).map(TraceRow::id).toList();
    Set<UUID> inHand = left.isEmpty() ? Set.of() : erase(left, now, mapper);
    // Only now: what fails is perhaps done again.
    busy.addAll(inHand);
    if (!seen.isEmpty()) {
      after = seen.get(seen.size() - 1).id();
    }
    return seen.size() == AT_A_TIME;
  }

  /** Returns those of the messages that are not emptied, since a node has them in hand. */
  private Set<UUID> erase(List<UUID> left, Instant now, PersonMapper mapper) {
    Set<UUID> inHand = endWaiting(left, now, mapper);
    List<UUID> free = left.stream().filter(id -> !inHand.contains(id)).toList();
    if (!free.isEmpty()) {
      String[] ids = Columns.ids(free);
      mapper.blank(ids);
      mapper.blankLegs(ids);
      mapper.removeReports(ids);
      mapper.removeErrors(ids);
      mapper.removeResendings(ids);
      mapper.removeGatewayIds(ids);
      mapper.removeReferences(ids);
      mapper.removeExpiring(ids);
      mapper.removeCallbacks(ids);
      mapper.removeEventsOf(ids);
    }
    return inHand;
  }

  private static String ended(Direction direction) {
    return direction == Direction.IN
        ? IncomingStatus.FILTERED.name()
        : OutgoingStatus.CANCELLED.name();
  }

  // What is scheduled is locked first, then messages, then what waits, as all do.
  private Set<UUID> endWaiting(Collection<UUID> left, Instant now, PersonMapper mapper) {
    String[] ids = Columns.ids(left);
    Set<UUID> idle = new HashSet<>(mapper.lockScheduled(ids));
    Set<UUID> queued = new HashSet<>(mapper.lockQueued(ids));
    idle.addAll(mapper.lockUntaken(ids));
    Set<UUID> ended = new HashSet<>(queued);
    ended.retainAll(idle);
    if (!ended.isEmpty()) {
      String[] those = Columns.ids(ended);
      counting.change(ended, Erasing::ended, mapper);
      mapper.end(those, now);
      mapper.removeScheduled(those);
      mapper.endWaiting(those, now);
    }
    queued.removeAll(ended);
    return queued;
  }
}
