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
import java.util.concurrent.atomic.AtomicLong;
import org.threadless.router.message.Connection;
import org.threadless.router.message.MessageIds;
import org.threadless.storage.write.row.ConnectionIdRow;
import org.threadless.storage.write.sql.MessageMapper;
import org.threadless.storage.write.value.Columns;

/**
 * The ids of connections. Rows of {@code connection} never change, so what was read once and is
 * committed may be remembered until some are removed, when somebody is erased; how many is bounded.
 */
public final class ConnectionIds {

  private static final int REMEMBERED = 100_000;

  // In one order for all, so that two transactions that make the same connections cannot each wait
  // for the other.
  private static final Comparator<Connection> ORDER =
      Comparator.comparing((Connection each) -> each.backend().value())
          .thenComparing(each -> each.identity().value());

  /**
   * An id, and how often connections had been removed when it was read.
   *
   * @param id of the row
   */
  public record Known(UUID id, long removals) {}

  private final Cache<Connection, Known> committed =
      Caffeine.newBuilder().maximumSize(REMEMBERED).build();
  private final MessageIds ids = new MessageIds();
  private final boolean oneConnection;
  private final int node;
  private final AtomicLong removalsHere = new AtomicLong();
  private final InstantSource clock;

  /**
   * @param oneConnection whether all is written on one connection to the database, here
   * @param node this one
   * @param clock tells when connections are made
   */
  public ConnectionIds(boolean oneConnection, int node, InstantSource clock) {
    this.oneConnection = oneConnection;
    this.node = node;
    this.clock = clock;
  }

  /**
   * Returns the ids of these connections; makes those that are new, in the mapper's transaction.
   * Until that ends, none is removed, and nobody takes over from this node: with none to return,
   * too. It has a database connection by now.
   */
  public Map<Connection, Known> of(Collection<Connection> connections, MessageMapper mapper) {
    long removals = removals(mapper);
    Map<Connection, Known> found = new HashMap<>(committed.getAllPresent(connections));
    found.values().removeIf(known -> known.removals() != removals);
    List<Connection> unknown =
        connections.stream()
            .filter(each -> !found.containsKey(each))
            .distinct()
            .sorted(ORDER)
            .toList();
    if (!unknown.isEmpty()) {
      findOrMake(unknown, mapper)
          .forEach(row -> found.put(row.toConnection(), known(row, removals)));
    }
    return found;
  }

  // Asked for in the transaction, so that none is removed until it ends. Who has the only
  // connection need not ask.
  private long removals(MessageMapper mapper) {
    return oneConnection ? removalsHere.get() : mapper.removalsAs(node);
  }

  /** Takes note that some are removed, in a transaction that has not ended yet. */
  public void removed() {
    removalsHere.incrementAndGet();
  }

  /** Remembers ids whose transaction has been committed. */
  public void remember(Map<Connection, Known> found) {
    committed.putAll(found);
  }

  private static Known known(ConnectionIdRow row, long removals) {
    return new Known(row.id(), removals);
  }

  private List<ConnectionIdRow> findOrMake(List<Connection> unknown, MessageMapper mapper) {
    List<ConnectionIdRow> made =
        unknown.stream().map(each -> ConnectionIdRow.of(ids.next(), each)).toList();
    Map<String, String[]> columns = Columns.of(made);
    boolean areAllNew = mapper.insertConnections(columns, clock.instant()) == made.size();
    return areAllNew ? made : mapper.connectionIds(columns);
  }
}
