package org.threadless.storage.write;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.SqlSession;
import org.threadless.router.engine.store.Planned;
import org.threadless.router.engine.store.Reported;
import org.threadless.router.engine.store.Routed;
import org.threadless.router.engine.store.UnitOfWork;
import org.threadless.router.message.Connection;
import org.threadless.router.message.DeliveryReport;
import org.threadless.router.message.ReceivedReport;
import org.threadless.storage.dialect.SqlFailures;
import org.threadless.storage.session.MarkedTransaction;
import org.threadless.storage.session.Sessions;

/**
 * A MyBatis session on the thread that began it. Where no app has used it, it has no transaction of
 * its own: the message is stored together with those of other threads.
 */
final class StoredUnitOfWork implements UnitOfWork {

  private final MarkedTransaction transaction;
  private final SqlSession session;
  private final Writing writing;
  private final StoredReports reports;
  private final Runnable onClose;
  // They share the transaction, which ends with the first session, and hold nothing else.
  private final Map<Configuration, SqlSession> appSessions = new HashMap<>();

  StoredUnitOfWork(
      MarkedTransaction transaction,
      SqlSession session,
      Writing writing,
      StoredReports reports,
      Runnable onClose) {
    this.transaction = transaction;
    this.session = session;
    this.writing = writing;
    this.reports = reports;
    this.onClose = onClose;
  }

  /** Returns a session of this work with the mappers of a configuration. */
  SqlSession session(Configuration configuration) {
    return configuration == session.getConfiguration()
        ? session
        : appSessions.computeIfAbsent(configuration, mine -> Sessions.open(mine, transaction));
  }

  /** Returns whether it has a database connection. */
  boolean isOpen() {
    return transaction.isOpen();
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
    commit(RoutedWrite.of(routed, writing));
  }

  @Override
  public void commit(List<Planned> outgoing) {
    commit(new RoutedWrite(Optional.empty(), outgoing, writing));
  }

  private void commit(RoutedWrite write) {
    store(
        write,
        () -> {
          if (transaction.isOpen()) {
            inOwnTransaction(write, ids -> insert(write, ids));
          } else {
            writing.commit().commit(inserting(write));
          }
          return true;
        });
  }

  @Override
  public boolean commitQueued(Routed routed) {
    RoutedWrite write = RoutedWrite.of(routed, writing);
    boolean[] queued = new boolean[1];
    store(
        write,
        () -> {
          if (transaction.isOpen()) {
            inOwnTransaction(write, ids -> queued[0] = update(write, ids));
            if (!queued[0]) {
              keepOnly(() -> mapper().removeUntaken(write.incomingId()));
            }
          } else {
            writing.commit().commit(updating(write, queued));
          }
          return queued[0];
        });
    writing.inHand().remove(routed.message().id());
    return queued[0];
  }

  /** Takes back all that was written so far, and stores this instead. */
  private void keepOnly(Runnable statement) {
    attempt(
        () -> {
          session.rollback(true);
          statement.run();
          session.commit(true);
        });
  }

  @Override
  public Optional<DeliveryReport> report(ReceivedReport received) {
    List<DeliveryReport> added = new ArrayList<>();
    attempt(
        () ->
            reports
                .add(received, session.getMapper(ReportMapper.class), writing.clock().instant())
                .ifPresent(added::add));
    return added.stream().findFirst();
  }

  @Override
  public void commit(Reported reported) {
    RoutedWrite write = new RoutedWrite(Optional.empty(), reported.outgoing(), writing);
    store(
        write,
        () -> {
          // The report is in this unit of work's own transaction, and so has to be the rest.
          inOwnTransaction(write, ids -> insert(write, ids) && insertErrors(reported));
          return true;
        });
  }

  private boolean insertErrors(Reported reported) {
    UUID message = reported.report().messageId();
    Instant now = writing.clock().instant();
    reported.errors().forEach(error -> mapper().insertError(ErrorRow.of(message, error, now)));
    return true;
  }

  /** Stores something; returns whether it is stored. */
  private interface Storing {
    boolean store();
  }

  private static void store(RoutedWrite write, Storing storing) {
    write.takeInHand();
    boolean stored = false;
    try {
      stored = storing.store();
    } finally {
      if (!stored) {
        write.letGo();
      }
    }
  }

  /** Statements in this unit of work's own transaction; returns whether to commit it. */
  private interface Own {
    boolean run(Map<Connection, UUID> ids);
  }

  private void inOwnTransaction(RoutedWrite write, Own statements) {
    attempt(
        () -> {
          transaction.clearMark();
          Map<Connection, UUID> ids = new HashMap<>();
          if (statements.run(ids)) {
            commitOwn(write);
            writing.connectionIds().remember(ids);
          }
        });
  }

  private void commitOwn(RoutedWrite write) {
    try {
      // Whatever MyBatis believes: an app may have written through the JDBC connection.
      session.commit(true);
    } catch (RuntimeException e) {
      write.handOver();
      throw e;
    }
  }

  private GroupCommit.Write inserting(RoutedWrite write) {
    return new GroupCommit.Write() {
      @Override
      public List<Connection> connections() {
        return write.connections();
      }

      @Override
      public void into(Group group) {
        insert(write, group);
      }

      @Override
      public void outcomeUnknown() {
        write.handOver();
      }
    };
  }

  private GroupCommit.Write updating(RoutedWrite write, boolean[] queued) {
    return new GroupCommit.Write() {
      @Override
      public List<Connection> connections() {
        return write.connections();
      }

      @Override
      public Optional<UUID> queued() {
        return Optional.of(write.incomingId());
      }

      @Override
      public void into(Group group) {
        queued[0] = update(write, group);
      }

      @Override
      public void outcomeUnknown() {
        write.handOver();
      }
    };
  }

  private boolean insert(RoutedWrite write, Map<Connection, UUID> ids) {
    write.insert(mapper(), connection -> id(connection, ids));
    return true;
  }

  private boolean update(RoutedWrite write, Map<Connection, UUID> ids) {
    boolean queued = !mapper().lockQueued(List.of(write.incomingId())).isEmpty();
    return write.update(queued, mapper(), connection -> id(connection, ids));
  }

  private void insert(RoutedWrite write, Group group) {
    write.insert(group.later(MessageMapper.class), group::connection);
  }

  private boolean update(RoutedWrite write, Group group) {
    return write.update(
        group.takeQueued(write.incomingId()), group.later(MessageMapper.class), group::connection);
  }

  private UUID id(Connection connection, Map<Connection, UUID> ids) {
    return ids.computeIfAbsent(
        connection, each -> writing.connectionIds().of(List.of(each), mapper()).get(each));
  }

  private MessageMapper mapper() {
    return session.getMapper(MessageMapper.class);
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
