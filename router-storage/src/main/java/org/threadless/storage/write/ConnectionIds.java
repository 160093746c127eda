package org.threadless.storage.write;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.threadless.router.message.Connection;
import org.threadless.router.message.MessageIds;
import org.threadless.storage.write.sql.Columns;
import org.threadless.storage.write.sql.ConnectionIdRow;
import org.threadless.storage.write.sql.MessageMapper;

/**
 * The ids of connections. Rows of {@code connection} never change, so what was read once and is
 * committed may be remembered for ever; how many is bounded.
 */
public final class ConnectionIds {

  private static final int REMEMBERED = 100_000;

  // In one order for all, so that two transactions that make the same connections cannot each wait
  // for the other.
  private static final Comparator<Connection> ORDER =
      Comparator.comparing((Connection each) -> each.backend().value())
          .thenComparing(each -> each.identity().value());

  private final Cache<Connection, UUID> committed =
      Caffeine.newBuilder().maximumSize(REMEMBERED).build();
  private final MessageIds ids = new MessageIds();
  private final InstantSource clock;

  /**
   * @param clock tells when connections are made
   */
  public ConnectionIds(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Returns the ids of these connections; makes those that are new, in the mapper's transaction.
   */
  public Map<Connection, UUID> of(Collection<Connection> connections, MessageMapper mapper) {
    Map<Connection, UUID> found = new HashMap<>(committed.getAllPresent(connections));
    List<Connection> unknown =
        connections.stream()
            .filter(each -> !found.containsKey(each))
            .distinct()
            .sorted(ORDER)
            .toList();
    if (!unknown.isEmpty()) {
      found.putAll(findOrMake(unknown, mapper));
    }
    return found;
  }

  /** Remembers ids whose transaction has been committed. */
  public void remember(Map<Connection, UUID> found) {
    committed.putAll(found);
  }

  private Map<Connection, UUID> findOrMake(List<Connection> unknown, MessageMapper mapper) {
    List<ConnectionIdRow> made =
        unknown.stream().map(each -> ConnectionIdRow.of(ids.next(), each)).toList();
    Map<String, String[]> columns = Columns.of(made);
    boolean areAllNew = mapper.insertConnections(columns, clock.instant()) == made.size();
    return (areAllNew ? made : mapper.connectionIds(columns))
        .stream().collect(Collectors.toMap(ConnectionIdRow::toConnection, ConnectionIdRow::id));
  }
}
