package org.threadless.storage.wait;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Finds what waits to be routed and can be taken: messages of connections that no node works on. It
 * reads a few rows for each message it finds, however many wait. From the oldest on; where the
 * oldest are all of busy connections, as when one phone has sent thousands, a few of each
 * connection in turn.
 */
final class Untaken {

  // How many times as many rows as are wanted are looked at, of the oldest.
  private static final int WINDOW = 4;

  // Of one connection: the next ones are taken when these are routed.
  private static final int OF_EACH = 5;

  // Where to go on, for each backend: a connection that has just had its turn is behind the others.
  private final Map<String, UUID> turns = new ConcurrentHashMap<>();

  /** Returns up to {@code limit} messages of a backend, in their order. */
  List<QueuedRow> find(String backend, int limit, BacklogMapper mapper) {
    List<QueuedRow> oldest = mapper.untaken(backend, limit, WINDOW * limit);
    if (!oldest.isEmpty()) {
      return oldest;
    }
    UUID turn = turns.getOrDefault(backend, ConnectionTurns.FIRST);
    List<UUID> found = from(turn, backend, limit, mapper);
    if (found.isEmpty() && !turn.equals(ConnectionTurns.FIRST)) {
      found = from(ConnectionTurns.FIRST, backend, limit, mapper);
    }
    return found.isEmpty() ? List.of() : mapper.queued(found);
  }

  /** Looks at one connection after the other, however much of each waits. */
  private List<UUID> from(UUID connection, String backend, int limit, BacklogMapper mapper) {
    List<UUID> found = new ArrayList<>();
    Set<UUID> busy = null;
    UUID next = connection;
    int wanted = limit;
    List<WaitingPlace> places = mapper.untakenFrom(backend, next, wanted);
    while (!places.isEmpty()) {
      busy = busy == null ? mapper.busy() : busy;
      found.addAll(firstOfEach(places, busy));
      next = ConnectionTurns.after(places.get(places.size() - 1).connectionId());
      boolean end = places.size() < wanted;
      wanted = limit - found.size();
      places = end || wanted == 0 ? List.of() : mapper.untakenFrom(backend, next, wanted);
      turns.put(backend, end ? ConnectionTurns.FIRST : next);
    }
    return found;
  }

  private static List<UUID> firstOfEach(List<WaitingPlace> places, Set<UUID> busy) {
    Map<UUID, List<WaitingPlace>> byConnection =
        places.stream()
            .filter(place -> !busy.contains(place.connectionId()))
            .collect(
                Collectors.groupingBy(
                    WaitingPlace::connectionId, LinkedHashMap::new, Collectors.toList()));
    return byConnection.values().stream()
        .flatMap(each -> each.stream().limit(OF_EACH))
        .map(WaitingPlace::messageId)
        .toList();
  }
}
