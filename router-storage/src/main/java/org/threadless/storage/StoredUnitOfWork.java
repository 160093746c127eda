package org.threadless.storage;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.ibatis.session.SqlSession;
import org.threadless.router.message.Connection;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.store.AppError;
import org.threadless.router.store.Planned;
import org.threadless.router.store.Routed;
import org.threadless.router.store.UnitOfWork;

/** A MyBatis session on the thread that began it. */
final class StoredUnitOfWork implements UnitOfWork {

  private final MarkedTransaction transaction;
  private final SqlSession session;
  private final MessageMapper mapper;
  private final Writing writing;
  private final Runnable onClose;
  private final Map<Connection, UUID> connections = new HashMap<>();
  private List<Planned> inHand = List.of();

  StoredUnitOfWork(
      MarkedTransaction transaction, SqlSession session, Writing writing, Runnable onClose) {
    this.transaction = transaction;
    this.session = session;
    this.mapper = session.getMapper(MessageMapper.class);
    this.writing = writing;
    this.onClose = onClose;
  }

  SqlSession session() {
    return session;
  }

  /** A statement, or several, that may fail as statements do. */
  private interface Statements {
    void run() throws SQLException;
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
          IncomingMessage message = routed.message();
          resolve(Stream.concat(Stream.of(message.connection()), connections(routed.outgoing())));
          UUID connection = connections.get(message.connection());
          List<MessageRow> rows = new ArrayList<>();
          rows.add(MessageRow.of(message, routed.status(), connection, null));
          insert(rows, errors(routed), routed.outgoing());
          commit();
        });
  }

  @Override
  public boolean commitQueued(Routed routed) {
    boolean[] queued = new boolean[1];
    attempt(
        () -> {
          transaction.clearMark();
          queued[0] = takeOut(routed);
          if (queued[0]) {
            resolve(connections(routed.outgoing()));
            insert(new ArrayList<>(), errors(routed), routed.outgoing());
            commit();
            writing.inHand().remove(routed.message().id());
          }
        });
    return queued[0];
  }

  private boolean takeOut(Routed routed) {
    UUID message = routed.message().id();
    Instant now = writing.clock().instant();
    boolean queued = mapper.updateIncoming(message, routed.status(), now) == 1;
    return queued && mapper.removeWaiting(message) >= 0;
  }

  @Override
  public void commit(List<Planned> outgoing) {
    attempt(
        () -> {
          transaction.clearMark();
          resolve(connections(outgoing));
          insert(new ArrayList<>(), new ArrayList<>(), outgoing);
          commit();
        });
  }

  private static Stream<Connection> connections(List<Planned> outgoing) {
    return outgoing.stream().map(planned -> planned.message().connection());
  }

  private List<ErrorRow> errors(Routed routed) {
    List<ErrorRow> errors = new ArrayList<>();
    routed.errors().forEach(error -> errors.add(errorRow(routed.message().id(), error)));
    return errors;
  }

  private ErrorRow errorRow(UUID message, AppError error) {
    return ErrorRow.of(message, error, writing.clock().instant());
  }

  private void insert(List<MessageRow> rows, List<ErrorRow> errors, List<Planned> outgoing) {
    for (Planned planned : outgoing) {
      UUID message = planned.message().id();
      UUID connection = connections.get(planned.message().connection());
      rows.add(MessageRow.of(planned, connection, writing.node()));
      planned.errors().forEach(error -> errors.add(errorRow(message, error)));
    }
    inHand = outgoing;
    Planned.toSend(outgoing).forEach(message -> writing.inHand().add(message.id()));
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
      Instant now = writing.clock().instant();
      connections.putAll(writing.connectionIds().of(unknown, mapper, now));
    }
  }

  private void commit() {
    // Whatever MyBatis believes: an app may have written through the plain JDBC connection.
    session.commit(true);
    writing.connectionIds().remember(connections);
    inHand = List.of();
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
    // What was not committed is not stored, so nobody has it in hand.
    inHand.forEach(planned -> writing.inHand().remove(planned.message().id()));
    try {
      session.rollback(true);
    } catch (RuntimeException e) {
      // The connection is broken: the database has rolled back by itself, or will.
    } finally {
      session.close();
    }
  }
}
