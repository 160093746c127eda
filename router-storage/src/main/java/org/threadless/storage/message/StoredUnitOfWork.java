package org.threadless.storage.message;

import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.SqlSession;
import org.threadless.router.conversation.Direction;
import org.threadless.router.engine.store.AnsweredMeanwhileException;
import org.threadless.router.engine.store.Departure;
import org.threadless.router.engine.store.Planned;
import org.threadless.router.engine.store.Reported;
import org.threadless.router.engine.store.Routed;
import org.threadless.router.engine.store.UnitOfWork;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.DeliveryReport;
import org.threadless.router.message.OutgoingStatus;
import org.threadless.storage.app.AppTransaction;
import org.threadless.storage.dialect.SqlFailures;
import org.threadless.storage.session.MarkedTransaction;
import org.threadless.storage.write.Answer;
import org.threadless.storage.write.Changes;
import org.threadless.storage.write.Happening;
import org.threadless.storage.write.StatusChange;
import org.threadless.storage.write.Writer;
import org.threadless.storage.write.row.AnswerRow;

/**
 * A MyBatis session on the thread that began it. Where no app has used it, it has no transaction of
 * its own: the message is stored together with those of other threads.
 */
final class StoredUnitOfWork implements UnitOfWork {

  private final MarkedTransaction transaction;
  private final SqlSession session;
  private final Writer writer;
  private final StoredReports reports;
  private final InstantSource clock;
  private final int node;
  private final BiConsumer<BackendName, Direction> onWaiting;
  private final Runnable onClose;
  // They share the transaction, which ends with the first session, and hold nothing else.
  private final Map<Configuration, SqlSession> appSessions = new HashMap<>();
  // What apps have said that others are to be told of, and how much of it when the call began.
  private final List<Happening> happenings = new ArrayList<>();
  private int marked;
  // What a request is answered for all of it; null where nobody wants to know.
  private AnswerRow answer;

  StoredUnitOfWork(
      MarkedTransaction transaction,
      SqlSession session,
      Writer writer,
      StoredReports reports,
      InstantSource clock,
      int node,
      BiConsumer<BackendName, Direction> onWaiting,
      Runnable onClose) {
    this.transaction = transaction;
    this.session = session;
    this.writer = writer;
    this.clock = clock;
    this.node = node;
    this.reports = reports;
    this.onWaiting = onWaiting;
    this.onClose = onClose;
  }

  /** Returns the one that apps write with, with the mappers of a configuration. */
  SqlSession appSession(Configuration configuration) {
    return appSessions.computeIfAbsent(
        configuration, mine -> AppTransaction.open(mine, transaction));
  }

  @Override
  public boolean isOpen() {
    return transaction.isOpen();
  }

  /** A statement, or several, that may fail as statements do. */
  private interface Statements {
    void run() throws SQLException;
  }

  @Override
  public void mark() {
    marked = happenings.size();
    attempt(transaction::mark);
  }

  @Override
  public void undo() {
    happenings.subList(marked, happenings.size()).clear();
    attempt(transaction::undo);
  }

  @Override
  public void commit(Routed routed) {
    store(new Changes().insert(routed, clock.instant(), node));
    tell(routed.outgoing());
  }

  @Override
  public void commit(List<Planned> outgoing) {
    if (!store(new Changes().insert(outgoing, clock.instant(), node).answer(answer)).isStored()) {
      throw new AnsweredMeanwhileException();
    }
    tell(outgoing);
  }

  @Override
  public boolean commitQueued(Routed routed) {
    boolean stored = store(new Changes().update(routed, clock.instant(), node)).isStored();
    if (stored) {
      tell(routed.outgoing());
    }
    return stored;
  }

  /** Adds what others are to be told of, once this is stored. */
  void happened(Happening happening) {
    happenings.add(happening);
  }

  /** Adds what a request is answered, once this is stored. */
  void answered(AnswerRow given) {
    answer = given;
  }

  /** Returns what comes of statements in this transaction. */
  <M, T> T call(Class<M> mapper, Function<M, T> work) {
    try {
      return work.apply(session.getMapper(mapper));
    } catch (RuntimeException e) {
      throw SqlFailures.translate(e);
    }
  }

  /** Has what waits from the beginning taken soon. */
  private void tell(List<Planned> outgoing) {
    outgoing.stream()
        .filter(planned -> planned.goes(Departure.IN_TURN))
        .map(planned -> planned.message().connection().backend())
        .distinct()
        .forEach(backend -> onWaiting.accept(backend, Direction.OUT));
  }

  @Override
  public boolean commitClaimed(Routed routed) {
    boolean stored = store(new Changes().updateClaimed(routed, clock.instant(), node)).isStored();
    if (stored) {
      tell(routed.outgoing());
    } else {
      // Another node has taken it over, and its replies may be under way: what follows waits.
      onWaiting.accept(routed.message().connection().backend(), Direction.IN);
    }
    return stored;
  }

  @Override
  public boolean commit(Reported reported) {
    Instant at = clock.instant();
    AtomicReference<Optional<OutgoingStatus>> before = new AtomicReference<>();
    attempt(
        () -> {
          transaction.clearMark();
          before.set(reports.add(reported.report(), session, at));
        });
    // The report is in this transaction, which is open by now, and so has to be the rest.
    boolean stored =
        before.get().filter(each -> store(changes(reported, each, at)).isStored()).isPresent();
    if (stored) {
      tell(reported.outgoing());
    }
    return stored;
  }

  private Changes changes(Reported reported, OutgoingStatus before, Instant at) {
    DeliveryReport report = reported.report();
    return new Changes()
        .insert(reported.outgoing(), at, node)
        .happened(happened(report, at))
        .changed(changed(report, before))
        .errors(report.messageId(), reported.errors(), at);
  }

  private static StatusChange changed(DeliveryReport report, OutgoingStatus before) {
    return new StatusChange(
        report.messageId(),
        report.connection().backend().value(),
        Direction.OUT,
        before.name(),
        report.status().name());
  }

  private static List<Happening> happened(DeliveryReport report, Instant at) {
    return report.hasChangedStatus()
        ? Happening.of(report.messageId(), report.status(), StoredReports.reason(report), at)
            .stream()
            .toList()
        : List.of();
  }

  private Answer store(Changes own) {
    Changes changes = own.happened(happenings);
    if (!transaction.isOpen()) {
      return writer.commit(changes);
    }
    try {
      transaction.clearMark();
      return writer.commit(changes, session);
    } catch (SQLException | RuntimeException e) {
      throw SqlFailures.translate(e);
    }
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
