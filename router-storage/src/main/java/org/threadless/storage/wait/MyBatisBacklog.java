package org.threadless.storage.wait;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.threadless.router.conversation.Direction;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.engine.backlog.Backlog;
import org.threadless.router.engine.backlog.Chosen;
import org.threadless.router.engine.backlog.DueMessage;
import org.threadless.router.engine.backlog.Errored;
import org.threadless.router.engine.backlog.Failure;
import org.threadless.router.engine.backlog.GivenUp;
import org.threadless.router.engine.backlog.QueuedMessage;
import org.threadless.router.engine.backlog.Resent;
import org.threadless.router.engine.backlog.ScheduledCount;
import org.threadless.router.engine.backlog.Taken;
import org.threadless.router.engine.backlog.WaitingCount;
import org.threadless.router.engine.callback.CallbackBacklog;
import org.threadless.router.engine.rate.Rates;
import org.threadless.router.engine.store.Leg;
import org.threadless.router.engine.store.Priority;
import org.threadless.router.engine.store.SendOutcome;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.IncomingStatus;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.storage.node.Leases;
import org.threadless.storage.session.Transactions;
import org.threadless.storage.wait.sql.BacklogMapper;
import org.threadless.storage.wait.take.SingleTaker;
import org.threadless.storage.wait.take.Taker;
import org.threadless.storage.wait.watch.Pauses;
import org.threadless.storage.wait.watch.Summary;
import org.threadless.storage.wait.watch.WaitingPlace;
import org.threadless.storage.wait.watch.Watch;
import org.threadless.storage.write.Changes;
import org.threadless.storage.write.Counting;
import org.threadless.storage.write.Deferred;
import org.threadless.storage.write.Events;
import org.threadless.storage.write.WritePath;
import org.threadless.storage.write.Writer;
import org.threadless.storage.write.row.LegRow;
import org.threadless.storage.write.value.Columns;
import org.threadless.storage.write.value.Storable;

/** Keeps waiting messages in H2 or PostgreSQL. */
public final class MyBatisBacklog implements Backlog {

  private final Transactions transactions;
  private final Transactions reading;
  private final Deferred deferred;
  private final Writer writer;
  private final InstantSource clock;
  private final int node;
  private final Watch watch;
  private final Pauses pauses;
  private final Leases leases;
  private final Taker taker;
  private final Events events;
  private final Counting counting;
  private final CallbackBacklog callbacks;
  private final ByHand byHand;
  private final SingleTaker singleTaker;
  private final BiConsumer<BackendName, Direction> onDue;
  // How many messages of a connection are about to be stored as waiting.
  private final Map<Connection, Integer> postponing = new ConcurrentHashMap<>();

  /**
   * @param reading for what is only told, and may take its time
   * @param preparedTurns whether the database is told how to run a turn, as PostgreSQL has to be
   * @param callbacks what other programs were not told yet
   * @param onDue is told where something waits that may be taken now
   */
  public MyBatisBacklog(
      Transactions transactions,
      Transactions reading,
      WritePath writePath,
      InstantSource clock,
      int node,
      Watch watch,
      Pauses pauses,
      boolean preparedTurns,
      CallbackBacklog callbacks,
      BiConsumer<BackendName, Direction> onDue) {
    this.transactions = transactions;
    this.reading = reading;
    this.writer = writePath.writer();
    this.clock = clock;
    this.node = node;
    this.leases = writePath.leases();
    this.deferred = writePath.deferred();
    this.watch = watch;
    this.pauses = pauses;
    this.events = writePath.events();
    this.counting = writePath.counting();
    this.callbacks = callbacks;
    this.taker = new Taker(transactions, clock, node, watch, preparedTurns, leases, deferred);
    this.byHand = new ByHand(transactions, clock, watch, counting);
    this.singleTaker = new SingleTaker(transactions, clock, writePath.connectionIds());
    this.onDue = onDue;
  }

  @Override
  public boolean holds(Connection connection, Direction direction) {
    if (direction == Direction.IN && deferred.isPending()) {
      // It may be of this connection, and would be behind what is let wait now.
      throw new StoreUnavailableException(
          "what was put off while the database was away is not stored yet", null);
    }
    if (holds(connection, direction, Priority.BULK)) {
      return true;
    }
    if (direction == Direction.IN && watch.mayWait(connection.backend(), Direction.IN)) {
      tellReplies(connection);
    }
    return false;
  }

  // What waited to be routed may have been by another node, which could not send the reply.
  private void tellReplies(Connection connection) {
    if (exists(connection, Direction.OUT, Priority.BULK)) {
      watch.waits(connection.backend(), Direction.OUT);
    }
  }

  private boolean holds(Connection connection, Direction direction, Priority lowest) {
    // What is put off is not in the database yet: it may be of this connection.
    return deferred.isPending()
        || (direction == Direction.OUT && postponing.containsKey(connection))
        || (watch.mayWait(connection.backend(), direction)
            && exists(connection, direction, lowest));
  }

  @Override
  public boolean holds(OutgoingMessage message) {
    return holds(message.connection(), Direction.OUT, Priority.of(message));
  }

  private boolean exists(Connection connection, Direction direction, Priority lowest) {
    return call(
        mapper ->
            mapper.exists(
                connection.backend().value(),
                connection.identity().value(),
                direction,
                lowest.rank()));
  }

  @Override
  public void postpone(OutgoingMessage message, Optional<Failure> failure, Instant due) {
    // While a backend is down, thousands do this at once: nobody waits for it, and it is stored
    // together. Should this node die before that, the message is one that it had in hand.
    postponing.merge(message.connection(), 1, Integer::sum);
    writer.submit(
        new Changes().letWait(message.id(), failure, due),
        stored -> {
          try {
            if (stored) {
              waits(message.connection().backend(), due);
            }
          } finally {
            // Last, or the next one of its connection could pass it in between. What will never be
            // stored as waiting stays in hand, for the next start, and holds up nobody.
            forget(message);
          }
        });
  }

  @Override
  public void schedule(OutgoingMessage message, Instant due) {
    writer.submit(new Changes().schedule(message.id(), due), stored -> {});
  }

  @Override
  public void reschedule(UUID message, Instant due, Runnable done) {
    leases.endAlone(message);
    Changes changes = new Changes().settle(List.of(message), clock.instant());
    writer.submit(
        changes.schedule(message, due),
        stored -> {
          if (stored) {
            done.run();
          }
        });
  }

  private void waits(BackendName backend, Instant due) {
    watch.waits(backend, Direction.OUT);
    if (watch.isOpen(backend) && !due.isAfter(clock.instant())) {
      onDue.accept(backend, Direction.OUT);
    }
  }

  private void forget(OutgoingMessage message) {
    postponing.computeIfPresent(
        message.connection(), (each, count) -> count == 1 ? null : count - 1);
  }

  /** Stores first what is about to wait: whoever takes up what waits wants to see it. */
  private void flush() {
    writer.flush();
  }

  @Override
  public void letWait(IncomingMessage incoming) {
    // First, or a later one of its connection could pass it meanwhile; and again, since a look may
    // have come before it was stored, and found nothing.
    watch.waits(incoming.connection().backend(), Direction.IN);
    writer.letWait(incoming.id());
    watch.waits(incoming.connection().backend(), Direction.IN);
  }

  @Override
  public Taken take(BackendName backend, Direction direction, int limit, Rates rates) {
    WaitingPlace place = new WaitingPlace(backend, direction);
    if (direction == Direction.IN) {
      return taker.take(place, limit, Rates.NONE);
    }
    flush();
    Taken taken = taker.take(place, limit, rates);
    watch.isFree(backend, taken.next());
    return taken;
  }

  @Override
  public List<DueMessage> takeExpired(BackendName backend, int limit) {
    flush();
    return taker.takeExpired(backend, limit);
  }

  @Override
  public Optional<QueuedMessage> takeQueued(UUID incoming) {
    return taker.takeQueued(incoming);
  }

  @Override
  public void finish(List<UUID> messages, List<SendOutcome> outcomes, Runnable done) {
    messages.forEach(leases::endAlone);
    Changes changes = new Changes().settle(messages, clock.instant());
    outcomes.forEach(changes::outcome);
    writer.submit(
        changes,
        stored -> {
          if (stored) {
            done.run();
          }
        });
  }

  @Override
  public void giveBack(List<UUID> messages, Optional<Failure> failure, Instant due) {
    messages.forEach(leases::endAlone);
    deferred.run(
        () ->
            run(
                mapper -> {
                  // The message before its waiting, as all do who lock both.
                  failure.ifPresent(
                      each -> {
                        setReason(messages.get(0), each, mapper);
                        mapper.setTried(
                            messages.get(0), each.attempts(), each.unanswered(), each.at());
                        addLegs(messages.get(0), each.way(), mapper);
                      });
                  mapper.giveBackAll(Columns.ids(messages), node, due);
                }));
  }

  @Override
  public GivenUp giveUp(BackendName backend, Instant madeBefore, String reason, Instant now) {
    flush();
    Overdue overdue = new Overdue(backend, madeBefore, reason, now, events, counting);
    while (call(overdue::failNext)) {
      // Each in a transaction of its own: others go on in between.
    }
    return overdue.given();
  }

  @Override
  public void suspend(BackendName backend, Instant probe) {
    run(
        mapper -> {
          mapper.addTurn(backend.value(), Direction.OUT);
          mapper.suspend(backend.value(), probe);
        });
    watch.suspend(backend);
  }

  @Override
  public void probeAgain(BackendName backend, Instant probe, int probes) {
    run(mapper -> mapper.probeAgain(backend.value(), probe, probes));
  }

  @Override
  public OptionalInt takeProbe(BackendName backend) {
    Instant now = clock.instant();
    return call(
        mapper ->
            mapper.takeProbe(backend.value(), now, now.plus(Taker.PROBE)) == 0
                ? OptionalInt.empty()
                : OptionalInt.of(mapper.probes(backend.value())));
  }

  @Override
  public Optional<Instant> takeRate(Connection connection, Rates rates) {
    return singleTaker.take(connection, rates);
  }

  @Override
  public void resume(BackendName backend) {
    run(mapper -> mapper.setProbe(backend.value(), null, 0));
    watch.resume(backend);
    onDue.accept(backend, Direction.OUT);
  }

  @Override
  public boolean isSuspended(BackendName backend) {
    return watch.isSuspended(backend);
  }

  @Override
  public void pause(BackendName backend) {
    pauses.begin(backend);
  }

  @Override
  public void endPause(BackendName backend) {
    pauses.end(backend);
    onDue.accept(backend, Direction.OUT);
  }

  @Override
  public Optional<Instant> pausedSince(BackendName backend) {
    return pauses.since(backend);
  }

  @Override
  public List<WaitingCount> waiting() {
    flush();
    return reading.call(BacklogMapper.class, mapper -> Summary.of(mapper, Summary.COUNTED));
  }

  @Override
  public ScheduledCount scheduled() {
    flush();
    return reading.call(
        BacklogMapper.class, mapper -> Summary.ofScheduled(mapper, Summary.COUNTED));
  }

  @Override
  public List<CallbackBacklog.Count> callbacks() {
    return callbacks.callbacks();
  }

  @Override
  public List<UUID> errored(Chosen which) {
    return byHand.errored(which);
  }

  @Override
  public List<Errored> errors(List<UUID> incoming) {
    return byHand.errors(incoming);
  }

  @Override
  public List<UUID> retry(List<UUID> incoming) {
    return byHand.retry(incoming);
  }

  @Override
  public boolean isAnyUnderWay(List<UUID> incoming) {
    return byHand.isAnyUnderWay(incoming);
  }

  @Override
  public List<IncomingStatus> statuses(List<UUID> incoming) {
    return byHand.statuses(incoming);
  }

  @Override
  public List<UUID> failed(Chosen which) {
    flush();
    return byHand.failed(which);
  }

  @Override
  public List<UUID> resend(List<UUID> outgoing, String madeBy) {
    return byHand.resend(outgoing, madeBy);
  }

  @Override
  public List<Resent> resent(List<UUID> outgoing) {
    return byHand.resent(outgoing);
  }

  private static void addLegs(UUID message, List<Leg> way, BacklogMapper mapper) {
    if (!way.isEmpty()) {
      mapper.addLegs(Columns.of(LegRow.of(message, way)));
    }
  }

  private static void setReason(UUID message, Failure failure, BacklogMapper mapper) {
    mapper.setReason(message, Storable.text(failure.reason()), failure.at());
  }

  private <T> T call(Function<BacklogMapper, T> work) {
    return transactions.call(BacklogMapper.class, work);
  }

  private void run(Consumer<BacklogMapper> work) {
    transactions.call(
        BacklogMapper.class,
        mapper -> {
          work.accept(mapper);
          return null;
        });
  }
}
