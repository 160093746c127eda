package org.threadless.storage;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.threadless.router.message.Connection;
import org.threadless.router.message.MessageIds;

/**
 * The ids of connections. Rows of {@code connection} never change, so what was read once and is
 * committed may be remembered for ever; how many is bounded.
 */
final class ConnectionIds {

  private static final int REMEMBERED = 100_000;

  // In one order for all, so that two transactions that make the same connections cannot each wait
  // for the other.
  private static final Comparator<Connection> ORDER =
      Comparator.comparing((Connection each) -> each.backend().value())
          .thenComparing(each -> each.identity().value());

  private final Cache<Connection, UUID> committed =
      Caffeine.newBuilder().maximumSize(REMEMBERED).build();
  private final MessageIds ids = new MessageIds();

  /**
   * Returns the ids of these connections; makes those that are new, in the mapper's transaction.
   */
  Map<Connection, UUID> of(Collection<Connection> connections, MessageMapper mapper, Instant now) {
    Map<Connection, UUID> found = new HashMap<>();
    for (Connection connection : inOrder(connections)) {
      UUID known = committed.getIfPresent(connection);
      found.put(connection, known == null ? findOrMake(connection, mapper, now) : known);
    }
    return found;
  }

  /** Remembers ids whose transaction has been committed. */
  void remember(Map<Connection, UUID> found) {
    committed.putAll(found);
  }

  private static Collection<Connection> inOrder(Collection<Connection> connections) {
    List<Connection> distinct = connections.stream().distinct().toList();
    return distinct.size() == 1 ? distinct : distinct.stream().sorted(ORDER).toList();
  }

  private UUID findOrMake(Connection connection, MessageMapper mapper, Instant now) {
    String backend = connection.backend().value();
    String identity = connection.identity().value();
    UUID existing = mapper.connectionId(backend, identity);
    if (existing != null) {
      return existing;
    }
    UUID made = ids.next();
    return mapper.insertConnection(made, backend, identity, now) == 1
        ? made
        : mapper.connectionId(backend, identity);
  }
}
