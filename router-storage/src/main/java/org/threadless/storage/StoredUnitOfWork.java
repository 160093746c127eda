package org.threadless.storage;

import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.SqlSession;
import org.threadless.router.message.Connection;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.IncomingStatus;
import org.threadless.router.store.Planned;
import org.threadless.router.store.Routed;
import org.threadless.router.store.Seen;
import org.threadless.router.store.UnitOfWork;

/** A MyBatis session on the thread that began it. */
final class StoredUnitOfWork implements UnitOfWork {

  private final MarkedTransaction transaction;
  private final SqlSession session;
  private final MessageMapper mapper;
  private final ConnectionIds connectionIds;
  private final InstantSource clock;
  private final Runnable onClose;
  private final Map<Connection, UUID> connections = new HashMap<>();
  // They share the transaction, which ends with the first session, and hold nothing else.
  private final Map<Configuration, SqlSession> appSessions = new HashMap<>();
  private UUID claimed;

  StoredUnitOfWork(
      MarkedTransaction transaction,
      SqlSession session,
      ConnectionIds connectionIds,
      InstantSource clock,
      Runnable onClose) {
    this.transaction = transaction;
    this.session = session;
    this.mapper = session.getMapper(MessageMapper.class);
    this.connectionIds = connectionIds;
    this.clock = clock;
    this.onClose = onClose;
  }

  /** Returns a session of this work with the mappers of a configuration. */
  SqlSession session(Configuration configuration) {
    return configuration == session.getConfiguration()
        ? session
        : appSessions.computeIfAbsent(configuration, mine -> Sessions.open(mine, transaction));
  }

  /** A statement, or several, that may fail as statements do. */
  private interface Statements {
    void run() throws SQLException;
  }

  @Override
  public Optional<Seen> claim(IncomingMessage message) {
    Seen[] first = new Seen[1];
    attempt(() -> first[0] = insertOrFind(message));
    return Optional.ofNullable(first[0]);
  }

  private Seen insertOrFind(IncomingMessage message) {
    SeenRow earlier = seen(message);
    if (earlier == null) {
      resolve(Stream.of(message.connection()));
      UUID connection = connections.get(message.connection());
      MessageRow row = MessageRow.of(message, IncomingStatus.QUEUED, connection);
      if (mapper.claimMessage(row) == 1) {
        claimed = message.id();
        return null;
      }
      earlier = seen(message);
    }
    return new Seen(earlier.id(), earlier.status());
  }

  private SeenRow seen(IncomingMessage message) {
    return mapper.seen(message.connection().backend().value(), message.externalId().orElseThrow());
  }

  @Override
  public void mark() {
    attempt(transaction::mark);
  }

  @Override
  public void undo() {
    attempt(transaction::undo);
  }

  @Override
  public void commit(Routed routed) {
    attempt(
        () -> {
          transaction.clearMark();
          insert(routed);
          commit();
        });
  }

  @Override
  public void commit(List<Planned> outgoing) {
    attempt(
        () -> {
          transaction.clearMark();
          resolve(outgoing.stream().map(planned -> planned.message().connection()));
          insert(new ArrayList<>(), new ArrayList<>(), outgoing);
          commit();
        });
  }

  private void insert(Routed routed) {
    IncomingMessage message = routed.message();
    resolve(
        Stream.concat(
            Stream.of(message.connection()),
            routed.outgoing().stream().map(planned -> planned.message().connection())));
    List<MessageRow> rows = new ArrayList<>();
    if (message.id().equals(claimed)) {
      mapper.updateIncoming(message.id(), routed.status(), clock.instant());
    } else {
      rows.add(MessageRow.of(message, routed.status(), connections.get(message.connection())));
    }
    List<ErrorRow> errors = new ArrayList<>();
    Instant now = routed.errors().isEmpty() ? null : clock.instant();
    routed.errors().forEach(error -> errors.add(ErrorRow.of(message.id(), error, now)));
    insert(rows, errors, routed.outgoing());
  }

  private void insert(List<MessageRow> rows, List<ErrorRow> errors, List<Planned> outgoing) {
    for (Planned planned : outgoing) {
      rows.add(MessageRow.of(planned, connections.get(planned.message().connection())));
      planned
          .errors()
          .forEach(
              error -> errors.add(ErrorRow.of(planned.message().id(), error, clock.instant())));
    }
    if (!rows.isEmpty()) {
      mapper.insertMessages(rows);
    }
    if (!errors.isEmpty()) {
      mapper.insertErrors(errors);
    }
  }

  private void resolve(Stream<Connection> needed) {
    List<Connection> unknown = needed.filter(each -> !connections.containsKey(each)).toList();
    if (!unknown.isEmpty()) {
      connections.putAll(connectionIds.of(unknown, mapper, clock.instant()));
    }
  }

  private void commit() {
    // Whatever MyBatis believes: an app may have written through the plain JDBC connection.
    session.commit(true);
    connectionIds.remember(connections);
  }

  private static void attempt(Statements statements) {
    try {
      statements.run();
    } catch (SQLException | RuntimeException e) {
      throw SqlFailures.translate(e);
    }
  }

  @Override
  public void close() {
    onClose.run();
    try {
      session.rollback(true);
    } catch (RuntimeException e) {
      // The connection is broken: the database has rolled back by itself, or will.
    } finally {
      session.close();
    }
  }
}
