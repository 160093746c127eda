package org.threadless.storage.wait;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.threadless.router.conversation.Direction;
import org.threadless.router.engine.store.Backlog;
import org.threadless.router.engine.store.Chosen;
import org.threadless.router.engine.store.Deaths;
import org.threadless.router.engine.store.Errored;
import org.threadless.router.engine.store.Failure;
import org.threadless.router.engine.store.GivenUp;
import org.threadless.router.engine.store.QueuedMessage;
import org.threadless.router.engine.store.Resent;
import org.threadless.router.engine.store.SendOutcome;
import org.threadless.router.engine.store.Waiting;
import org.threadless.router.engine.store.WaitingMessage;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.IncomingStatus;
import org.threadless.router.message.MessageIds;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.storage.session.Transactions;
import org.threadless.storage.write.Changes;
import org.threadless.storage.write.Deferred;
import org.threadless.storage.write.Storable;
import org.threadless.storage.write.Writer;

/** Keeps waiting messages in H2 or PostgreSQL. */
public final class MyBatisBacklog implements Backlog {

  // A statement has room for a few ten thousand parameters.
  private static final int AT_A_TIME = 1000;

  // How many messages are looked at with one statement.
  private static final int SEARCHED = 10_000;

  /** Smaller than that of any message. */
  public static final UUID NONE = new UUID(0, 0);

  // Of those that nobody is to send any more, as a node that was taken for dead has done so.
  private static final int SETTLED = 100;

  private final Transactions transactions;
  private final Transactions reading;
  private final Deferred deferred;
  private final Writer writer;
  private final InstantSource clock;
  private final int node;
  private final Watch watch;
  private final boolean preparedTurns;
  private final Suspects suspects = new Suspects();
  private final Untaken untaken = new Untaken();
  // How many messages of a connection are about to be stored as waiting.
  private final Map<Connection, Integer> postponing = new ConcurrentHashMap<>();

  /**
   * @param reading for what is only told, and may take its time
   * @param preparedTurns whether the database is told how to run a turn, as PostgreSQL has to be
   */
  public MyBatisBacklog(
      Transactions transactions,
      Transactions reading,
      Writer writer,
      InstantSource clock,
      int node,
      Deferred deferred,
      Watch watch,
      boolean preparedTurns) {
    this.transactions = transactions;
    this.reading = reading;
    this.writer = writer;
    this.clock = clock;
    this.node = node;
    this.deferred = deferred;
    this.watch = watch;
    this.preparedTurns = preparedTurns;
  }

  @Override
  public boolean holds(Connection connection, Direction direction) {
    // What is put off is not in the database yet: it may be of this connection.
    return deferred.isPending()
        || (direction == Direction.OUT && postponing.containsKey(connection))
        || (watch.mayWait(connection.backend(), direction) && exists(connection, direction));
  }

  private boolean exists(Connection connection, Direction direction) {
    return call(
        mapper ->
            mapper.exists(connection.backend().value(), connection.identity().value(), direction));
  }

  @Override
  public void postpone(OutgoingMessage message, Optional<Failure> failure, Optional<Instant> due) {
    // While a backend is down, thousands do this at once: nobody waits for it, and it is stored
    // together. Should this node die before that, the message is one that it had in hand.
    postponing.merge(message.connection(), 1, Integer::sum);
    writer.submit(
        new Changes().letWait(message.id(), failure, due),
        stored -> {
          if (stored) {
            watch.waits(message.connection().backend(), Direction.OUT);
          }
          // What will never be stored as waiting stays in hand, for the next start, and holds up
          // nobody.
          forget(message);
        });
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
  public void handOver(UUID incoming) {
    writer.handOver(incoming);
  }

  @Override
  public Optional<Connection> connection(UUID id) {
    return Optional.ofNullable(call(mapper -> mapper.connection(id)))
        .map(ConnectionRow::toConnection);
  }

  @Override
  public List<QueuedMessage> takeIncoming(BackendName backend, int limit) {
    return take(
        (mapper, suspected) -> {
          takeTurn(backend.value(), mapper);
          List<QueuedRow> rows = untaken.find(backend.value(), limit, mapper);
          if (rows.stream().anyMatch(QueuedRow::unsent)) {
            // Perhaps since another node has failed to send it just now.
            watch.waits(backend, Direction.OUT);
          }
          List<UUID> routed = ids(rows, row -> !row.isQueued());
          if (!routed.isEmpty()) {
            // By a node that was taken for dead, and has finished them after all.
            mapper.removeAll(routed);
          }
          List<QueuedMessage> taken =
              chosen(
                  rows.stream().filter(QueuedRow::isQueued).map(QueuedRow::toMessage).toList(),
                  suspected);
          if (!taken.isEmpty()) {
            mapper.takeAll(taken.stream().map(QueuedMessage::id).toList(), node);
          }
          return taken;
        });
  }

  /** Takes messages in one transaction; where that fails, none. */
  private <T> T take(BiFunction<BacklogMapper, Suspects.Choice, T> taking) {
    Suspects.Choice suspected = suspects.choice();
    try {
      return call(mapper -> taking.apply(mapper, suspected));
    } catch (RuntimeException e) {
      suspected.drop();
      throw e;
    }
  }

  // Without those that have to wait, and what would overtake one of them.
  private static List<QueuedMessage> chosen(
      List<QueuedMessage> messages, Suspects.Choice suspected) {
    Set<Connection> waiting = new HashSet<>();
    List<QueuedMessage> taken = new ArrayList<>();
    for (QueuedMessage message : messages) {
      Connection connection = message.received().connection();
      if (waiting.contains(connection) || !suspected.mayTake(message.id(), message.deaths())) {
        waiting.add(connection);
      } else {
        taken.add(message);
      }
    }
    return taken;
  }

  private static List<UUID> ids(List<QueuedRow> rows, Predicate<QueuedRow> which) {
    return rows.stream().filter(which).map(QueuedRow::id).toList();
  }

  // One node after the other: two at once could each take messages of the same connection.
  private void takeTurn(String backend, BacklogMapper mapper) {
    if (preparedTurns) {
      mapper.prepareTurn();
    }
    if (mapper.takeTurn(backend) == null) {
      mapper.addTurn(backend);
      mapper.takeTurn(backend);
    }
  }

  @Override
  public void finishIncoming(List<UUID> messages, Runnable done) {
    messages.forEach(suspects::letGo);
    // Not before what is submitted already: a reply of one of them may be about to wait.
    writer.submit(
        new Changes().settle(messages),
        stored -> {
          if (stored) {
            done.run();
          }
        });
  }

  @Override
  public void giveBackIncoming(List<UUID> messages) {
    messages.forEach(suspects::letGo);
    run(mapper -> mapper.giveBackAll(messages, node));
  }

  @Override
  public Optional<WaitingMessage> takeFirst(UUID connection) {
    flush();
    return Optional.ofNullable(take((mapper, suspected) -> take(connection, mapper, suspected)))
        .map(WaitingRow::toMessage);
  }

  @Override
  public Optional<WaitingMessage> takeForProbe(BackendName backend) {
    flush();
    WaitingRow taken =
        take(
            (mapper, suspected) -> {
              UUID connection = mapper.connectionToProbe(backend.value());
              return connection == null ? null : take(connection, mapper, suspected);
            });
    return Optional.ofNullable(taken).map(WaitingRow::toMessage);
  }

  private WaitingRow take(UUID connection, BacklogMapper mapper, Suspects.Choice suspected) {
    while (mapper.removeSettled(connection, SETTLED) == SETTLED) {
      // Perhaps there are more.
    }
    WaitingRow first = mapper.firstOutgoing(connection);
    if (first == null || !suspected.mayTake(first.id(), new Deaths(first.deaths()))) {
      return null;
    }
    if (mapper.take(first.id(), node) == 0) {
      suspected.drop();
      return null;
    }
    return first;
  }

  @Override
  public boolean waitsToBeSent(UUID connection) {
    return call(mapper -> mapper.waits(connection));
  }

  @Override
  public void settle(SendOutcome outcome) {
    suspects.letGo(outcome.messageId());
    writer.commitOrDefer(new Changes().outcome(outcome).settle(List.of(outcome.messageId())));
  }

  @Override
  public void giveBack(UUID message, Failure failure) {
    suspects.letGo(message);
    deferred.run(
        () ->
            run(
                mapper -> {
                  // The message before its waiting, as all do who lock both.
                  setReason(message, failure, mapper);
                  mapper.giveBack(message, failure.attempts(), failure.unanswered(), failure.at());
                }));
  }

  @Override
  public GivenUp giveUp(BackendName backend, Instant madeBefore, String reason, Instant now) {
    flush();
    Overdue overdue = new Overdue(backend, madeBefore, reason, now);
    while (call(overdue::failNext)) {
      // Each in a transaction of its own: others go on in between.
    }
    return overdue.given();
  }

  @Override
  public void suspend(BackendName backend, Instant probe) {
    run(mapper -> mapper.addTask(Tasks.PROBE, backend.value(), probe));
    watch.suspend(backend);
  }

  @Override
  public boolean isSuspended(BackendName backend) {
    return watch.isSuspended(backend);
  }

  @Override
  public List<Waiting> waiting() {
    flush();
    return reading.call(BacklogMapper.class, mapper -> Summary.of(mapper, Summary.COUNTED));
  }

  @Override
  public List<UUID> errored(Chosen which) {
    return which.backends().isEmpty()
        ? List.of()
        : call(
            mapper ->
                mapper.errored(
                    which.id().orElse(null), which.backends(), which.since().orElse(null)));
  }

  @Override
  public List<Errored> errors(List<UUID> incoming) {
    return someAtATime(
        incoming,
        (some, mapper) -> mapper.errors(some).stream().map(ErroredRow::toErrored).toList());
  }

  @Override
  public List<UUID> retry(List<UUID> incoming) {
    return someAtATime(incoming, this::retry);
  }

  private List<UUID> retry(List<UUID> some, BacklogMapper mapper) {
    List<UUID> locked = mapper.lockRouted(some);
    if (locked.isEmpty()) {
      return List.of();
    }
    // Read after they are locked: perhaps another has retried them, and they are routed since.
    List<UUID> open = mapper.errors(locked).stream().map(ErroredRow::id).distinct().toList();
    if (!open.isEmpty()) {
      mapper.markRetried(open, clock.instant());
      letWait(open, mapper);
    }
    return open;
  }

  @Override
  public List<IncomingStatus> statuses(List<UUID> incoming) {
    return someAtATime(incoming, (some, mapper) -> mapper.statuses(some));
  }

  @Override
  public List<UUID> failed(Chosen which) {
    flush();
    if (which.backends().isEmpty()) {
      return List.of();
    }
    if (which.id().isPresent()) {
      return failed(which, NONE, null);
    }
    List<UUID> found = new ArrayList<>();
    UUID after = which.since().map(MyBatisBacklog::before).orElse(NONE);
    // There is no index of them: so many rows at a time, which takes any database a moment only.
    while (after != null) {
      UUID from = after;
      UUID upTo = call(mapper -> mapper.messageAfter(from, SEARCHED));
      found.addAll(failed(which, from, upTo));
      after = upTo;
    }
    return found;
  }

  private List<UUID> failed(Chosen which, UUID after, UUID upTo) {
    return call(
        mapper ->
            mapper.failed(
                after,
                upTo,
                which.id().orElse(null),
                which.backends(),
                which.since().orElse(null)));
  }

  // An id may be made a little before the message says that it was made.
  private static UUID before(Instant since) {
    return MessageIds.firstOf(since.minusSeconds(60));
  }

  @Override
  public List<UUID> resend(List<UUID> outgoing) {
    return someAtATime(
        outgoing,
        (some, mapper) -> {
          List<UUID> locked = mapper.lockFailed(some);
          if (!locked.isEmpty()) {
            letWait(locked, mapper);
          }
          return locked;
        });
  }

  @Override
  public List<Resent> resent(List<UUID> outgoing) {
    Instant now = clock.instant();
    return someAtATime(
        outgoing,
        (some, mapper) ->
            mapper.resent(some, Tasks.SEND, Tasks.PROBE, now).stream()
                .map(ResentRow::toResent)
                .toList());
  }

  /** Lets messages that are locked wait as if they were new. */
  private void letWait(List<UUID> messages, BacklogMapper mapper) {
    Instant now = clock.instant();
    mapper.requeueAll(messages, now);
    // A row that was left behind, perhaps.
    mapper.removeAll(messages);
    mapper.addAll(messages, now);
  }

  /** Does something with messages in several transactions. */
  private <T> List<T> someAtATime(
      List<UUID> messages, BiFunction<List<UUID>, BacklogMapper, List<T>> work) {
    List<T> results = new ArrayList<>();
    for (int from = 0; from < messages.size(); from += AT_A_TIME) {
      List<UUID> some = messages.subList(from, Math.min(from + AT_A_TIME, messages.size()));
      results.addAll(call(mapper -> work.apply(some, mapper)));
    }
    return results;
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
