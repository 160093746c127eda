package org.threadless.storage.wait.take;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.threadless.router.conversation.Direction;
import org.threadless.router.engine.rate.Rates;
import org.threadless.router.message.Connection;
import org.threadless.storage.session.Transactions;
import org.threadless.storage.wait.sql.BacklogMapper;
import org.threadless.storage.wait.sql.TurnRow;
import org.threadless.storage.write.ConnectionIds;
import org.threadless.storage.write.sql.MessageMapper;

/**
 * Takes what the rates of a backend let go for single messages that are another backend's own: one
 * after the other, and in turn with {@link Taker}, since both hold the row of the backend's turn
 * until they have counted. They hold no other one, so that no two wait for each other.
 */
public final class SingleTaker {

  private final Transactions transactions;
  private final InstantSource clock;
  private final ConnectionIds connections;

  public SingleTaker(Transactions transactions, InstantSource clock, ConnectionIds connections) {
    this.transactions = transactions;
    this.clock = clock;
    this.connections = connections;
  }

  /** Returns when the next may go, where none may now; empty where this one may. */
  public Optional<Instant> take(Connection connection, Rates rates) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    // Only where it is asked for: the backend may never have heard of that identity.
    Optional<UUID> id = rates.ofEach().map(rate -> id(connection));
    return transactions.call(
        BacklogMapper.class, mapper -> take(connection, id, rates, now, mapper));
  }

  private static Optional<Instant> take(
      Connection connection, Optional<UUID> id, Rates rates, Instant now, BacklogMapper mapper) {
    String backend = connection.backend().value();
    mapper.addTurn(backend, Direction.OUT);
    TurnRow turn = mapper.takeTurn(backend, Direction.OUT);
    PlaceQuota quota = new PlaceQuota(rates, turn.usage(), ZoneId.systemDefault(), now);
    if (quota.free() == 0) {
      return quota.next();
    }
    Optional<ConnectionQuota> ofEach =
        id.map(
            each -> ConnectionQuota.of(rates.ofEach().orElseThrow(), List.of(each), mapper, now));
    Optional<Instant> next = ofEach.flatMap(each -> each.next(id.orElseThrow()));
    if (next.isEmpty()) {
      ofEach.ifPresent(each -> each.take(Map.of(id.orElseThrow(), 1L), mapper));
      mapper.setQuota(backend, quota.after(1).usage());
    }
    return next;
  }

  private UUID id(Connection connection) {
    Map<Connection, ConnectionIds.Known> found =
        transactions.repeat(
            MessageMapper.class, mapper -> connections.of(List.of(connection), mapper));
    connections.remember(found);
    return found.get(connection).id();
  }
}
