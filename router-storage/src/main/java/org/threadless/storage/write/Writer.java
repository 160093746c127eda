package org.threadless.storage.write;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.apache.ibatis.session.SqlSession;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.engine.observing.Observers;
import org.threadless.router.engine.observing.StoredGroup;
import org.threadless.router.loop.Loop;
import org.threadless.router.loop.OutOfMemory;
import org.threadless.storage.dialect.SqlFailures;
import org.threadless.storage.node.Leases;
import org.threadless.storage.node.NodeMapper;
import org.threadless.storage.session.MarkedTransaction;
import org.threadless.storage.session.Sessions;
import org.threadless.storage.session.Transactions;

/**
 * Stores what many threads want stored at the same time in one transaction. A commit waits for the
 * disk, and waits as long for a hundred messages as for one: while one group is committed, the next
 * one gathers.
 */
public final class Writer implements AutoCloseable {

  private static final Loop LOOP = new Loop("the writer");

  private static final int AT_A_TIME = 256;

  // What is stored together holds up all who come meanwhile: on H2, those as well who only want its
  // connection. So many messages are stored in a tenth of a second.
  private static final int MESSAGES_AT_A_TIME = 1000;

  // Whoever stores more than that at once is not among those who store a few, but behind them: one
  // at a time, so that many lists at once do not become a transaction of seconds.
  private static final int FEW = 50;

  // Nobody waits for these: they are stored with what comes meanwhile, many at a time. The longer
  // that is, the more replies are sent again after a crash, since it is not known that they were.
  private static final Duration UNATTENDED = Duration.ofMillis(5);

  // Who has not had its turn by then is told to come again later; see Pools.CONNECTION_TIMEOUT.
  private static final Duration TURN = Duration.ofMillis(1500);

  // Of lists one has its turn after the other. Each takes its time, and whoever sends one has it.
  private static final Duration TURN_OF_MANY = Duration.ofSeconds(20);

  private static final Duration IDLE = Duration.ofMillis(100);

  // Tells the writer that there is something to do, and is nothing itself.
  private static final Entry WAKE = new Entry(new Changes());

  private final Sessions sessions;
  private final int node;
  private final boolean durable;
  private final Deferred deferred;
  private final Batch batch;
  private final Observers observers;
  // What somebody waits for, that of many messages apart, and what nobody does.
  private final LinkedBlockingQueue<Entry> queue = new LinkedBlockingQueue<>();
  private final ConcurrentLinkedQueue<Entry> many = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Entry> unattended = new ConcurrentLinkedQueue<>();
  private final AtomicInteger submitted = new AtomicInteger();
  private final Thread writer;
  private final LongAdder busyNanos = new LongAdder();
  private volatile boolean closing;

  /** Changes that wait for their turn; they are either begun by the writer or withdrawn. */
  private static final class Entry {
    private final Changes changes;
    private final boolean attended;
    private final Consumer<RuntimeException> done;
    private final CompletableFuture<Answer> durable = new CompletableFuture<>();
    private final long since = System.nanoTime();
    private final AtomicBoolean decided = new AtomicBoolean();

    /** One that somebody waits for. */
    Entry(Changes changes) {
      this(changes, true, failure -> {});
    }

    Entry(Changes changes, boolean attended, Consumer<RuntimeException> done) {
      this.changes = changes;
      this.attended = attended;
      this.done = done;
    }

    boolean isAttended() {
      return attended;
    }

    void succeed(Answer answer) {
      durable.complete(answer);
      tell(null);
    }

    void fail(RuntimeException failure) {
      durable.completeExceptionally(failure);
      tell(failure);
    }

    // What one is told must not keep the others from being told.
    private void tell(RuntimeException failure) {
      boolean unused = LOOP.take(() -> done.accept(failure));
    }

    boolean isOfMany() {
      return changes.size() > FEW;
    }

    Duration turn() {
      return isOfMany() ? TURN_OF_MANY : TURN;
    }

    boolean isOlderThan(Duration time) {
      return System.nanoTime() - since > time.toNanos();
    }

    /** Returns true to the first who asks: to begin them, or to withdraw them. */
    boolean decide() {
      return decided.compareAndSet(false, true);
    }
  }

  /**
   * @param node this one
   * @param leases of its own
   * @param deferred where that is put off which cannot be stored now
   * @param events what other programs are to be told
   * @param counting what is counted
   * @param observers see each group that is stored
   */
  public Writer(
      Sessions sessions,
      int node,
      ConnectionIds connectionIds,
      Leases leases,
      Deferred deferred,
      Events events,
      Counting counting,
      Observers observers) {
    this(
        "writer",
        sessions,
        node,
        connectionIds,
        leases,
        true,
        deferred,
        events,
        counting,
        observers);
  }

  private Writer(
      String name,
      Sessions sessions,
      int node,
      ConnectionIds connectionIds,
      Leases leases,
      boolean durable,
      Deferred deferred,
      Events events,
      Counting counting,
      Observers observers) {
    this.sessions = sessions;
    this.node = node;
    this.durable = durable;
    this.deferred = deferred;
    this.observers = observers;
    this.batch =
        new Batch(
            connectionIds,
            leases,
            durable,
            message -> deferred.add(() -> letWaitPerhapsStored(message)),
            events,
            counting);
    this.writer = new Thread(this::write, name);
    writer.setDaemon(true);
    writer.start();
  }

  /** Returns one whose commits do not wait for the disk, where the database can do so. */
  public static Writer ofClaims(
      Sessions sessions,
      int node,
      ConnectionIds connectionIds,
      Leases leases,
      Deferred deferred,
      Events events,
      Counting counting,
      Observers observers) {
    return new Writer(
        "claims",
        sessions,
        node,
        connectionIds,
        leases,
        false,
        deferred,
        events,
        counting,
        observers);
  }

  /**
   * Returns what came of changes, when they are committed.
   *
   * @throws StoreUnavailableException where the database cannot be used now; nothing is stored
   */
  public Answer commit(Changes changes) {
    Entry entry = new Entry(changes);
    if (entry.isOfMany()) {
      many.add(entry);
      queue.add(WAKE);
    } else {
      queue.add(entry);
    }
    return await(entry);
  }

  /**
   * Commits changes in the session's transaction, with what is written there already. Where they
   * are not stored, that is not, either.
   */
  public Answer commit(Changes changes, SqlSession session) {
    return commit(StoredGroup.By.APP, List.of(changes), session).get(0);
  }

  /** Commits changes now, or as soon as the database can be used. */
  public void commitOrDefer(Changes changes) {
    deferred.run(() -> commit(changes));
  }

  /**
   * Commits changes soon, or as soon as the database can be used, and not before what is put off
   * already: a message could pass one of its connection that is to wait. {@code done} must not
   * block, and is told whether they are stored, or never will be.
   */
  public void submit(Changes changes, Consumer<Boolean> done) {
    submitted.incrementAndGet();
    submit(
        new Entry(
            changes,
            false,
            failure -> {
              try {
                if (failure == null) {
                  done.accept(true);
                } else {
                  defer(changes, done, failure);
                }
              } finally {
                submitted.decrementAndGet();
              }
            }));
  }

  private void submit(Entry entry) {
    boolean isFirst = unattended.isEmpty();
    unattended.add(entry);
    if (isFirst) {
      // The writer may sleep. Where it took what was there just now, it finds this a little later.
      queue.add(WAKE);
    }
  }

  private void defer(Changes changes, Consumer<Boolean> done, RuntimeException failure) {
    deferred.add(() -> commitLate(changes, done), failure);
    if (!(failure instanceof StoreUnavailableException)) {
      done.accept(false);
    }
  }

  private void commitLate(Changes changes, Consumer<Boolean> done) {
    try {
      commit(changes);
    } catch (StoreUnavailableException e) {
      throw e;
    } catch (RuntimeException e) {
      done.accept(false);
      throw e;
    }
    done.accept(true);
  }

  /** Lets a message wait, if it is stored and QUEUED, now or when the database is back. */
  public void letWait(UUID message) {
    deferred.run(() -> letWaitNow(message));
  }

  // Its commit may come late, though its client has lost the connection: what is not stored yet
  // would
  // not wait, and be forgotten.
  private void letWaitPerhapsStored(UUID message) {
    boolean unused =
        new Transactions(sessions).call(NodeMapper.class, mapper -> mapper.awaitStored(node));
    letWaitNow(message);
  }

  private void letWaitNow(UUID message) {
    commit(new Changes().letWait(message));
  }

  /**
   * Returns when all that was submitted before is stored, or has failed; at once while it has to
   * stay behind what is put off.
   */
  public void flush() {
    if (submitted.get() == 0 || deferred.isPending()) {
      return;
    }
    Entry last = new Entry(new Changes());
    submit(last);
    await(last);
  }

  private static Answer await(Entry entry) {
    // An interrupted thread, too, has to know whether its message is stored.
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return get(entry);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static Answer get(Entry entry) throws InterruptedException {
    try {
      try {
        return entry.durable.get(entry.turn().toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        if (entry.decide()) {
          throw new StoreUnavailableException("the database has too much to do", e);
        }
        return entry.durable.get();
      }
    } catch (ExecutionException e) {
      throw (RuntimeException) e.getCause();
    }
  }

  private void write() {
    LOOP.run(() -> !closing || isAnythingLeft(), () -> writeTimed(next()));
  }

  private void writeTimed(List<Entry> entries) {
    long began = System.nanoTime();
    write(entries);
    busyNanos.add(System.nanoTime() - began);
  }

  /** Returns for how long it has stored, all in all, since it was made. */
  public Duration busyTime() {
    return Duration.ofNanos(busyNanos.sum());
  }

  private boolean isAnythingLeft() {
    return !queue.isEmpty() || !many.isEmpty() || !unattended.isEmpty();
  }

  /** Returns what is to be stored together; perhaps nothing, after a moment. */
  private List<Entry> next() throws InterruptedException {
    List<Entry> entries = new ArrayList<>();
    addFew(entries);
    Entry list = many.poll();
    if (list != null) {
      entries.add(list);
    }
    addUnattended(entries);
    entries.removeIf(entry -> entry == WAKE || !entry.decide());
    return entries;
  }

  private void addFew(List<Entry> entries) throws InterruptedException {
    Entry next = queue.poll(patience().toMillis(), TimeUnit.MILLISECONDS);
    int messages = 0;
    while (next != null) {
      entries.add(next);
      messages += next.changes.size();
      boolean isFull = entries.size() == AT_A_TIME || messages >= MESSAGES_AT_A_TIME;
      next = isFull ? null : queue.poll();
    }
  }

  private void addUnattended(List<Entry> entries) {
    Entry oldest = unattended.peek();
    if (oldest != null && !isHeld() && (closing || oldest.isOlderThan(UNATTENDED))) {
      for (int i = 0; i < AT_A_TIME && !unattended.isEmpty(); i++) {
        entries.add(unattended.remove());
      }
    }
  }

  private Duration patience() {
    if (!many.isEmpty()) {
      return Duration.ZERO;
    }
    return isHeld() || unattended.isEmpty() ? IDLE : UNATTENDED;
  }

  // What nobody waits for is behind what is put off.
  private boolean isHeld() {
    return deferred.isPending() && !closing;
  }

  private void write(List<Entry> entries) {
    if (entries.isEmpty()) {
      return;
    }
    List<Answer> answers;
    StoredGroup.By by = durable ? StoredGroup.By.WRITER : StoredGroup.By.CLAIMS;
    try (SqlSession session = sessions.open(transaction())) {
      answers = commit(by, entries.stream().map(entry -> entry.changes).toList(), session);
    } catch (RuntimeException e) {
      fail(entries, e);
      return;
    } catch (Throwable e) {
      OutOfMemory.end(e);
      fail(entries, new IllegalStateException(e));
      return;
    }
    for (int i = 0; i < answers.size(); i++) {
      entries.get(i).succeed(answers.get(i));
    }
  }

  private List<Answer> commit(StoredGroup.By by, List<Changes> group, SqlSession session) {
    return observers
        .storing(new StoredGroup(by, group.size()))
        .of(() -> batch.commit(group, session));
  }

  private MarkedTransaction transaction() {
    return durable ? sessions.transaction() : sessions.transaction().losable();
  }

  // What the database refuses of one must not be refused to the others: each gets another try
  // alone.
  private void fail(List<Entry> entries, RuntimeException e) {
    RuntimeException failure = SqlFailures.translate(e);
    boolean together = entries.size() > 1;
    // What nobody waits for is older: it is put off before those are told whose messages wait then.
    List<Entry> olderFirst =
        entries.stream().sorted(Comparator.comparing(Entry::isAttended)).toList();
    if (together
        && (SqlFailures.isDeadlock(e) || !(failure instanceof StoreUnavailableException))) {
      olderFirst.forEach(this::writeAlone);
    } else {
      olderFirst.forEach(entry -> entry.fail(failure));
    }
  }

  // Behind one that was put off the next is, too: it may be of the same connection.
  private void writeAlone(Entry entry) {
    if (!entry.isAttended() && isHeld()) {
      entry.fail(new StoreUnavailableException("what was put off is not stored yet", null));
    } else {
      write(List.of(entry));
    }
  }

  /** Stores what is left, and ends. */
  @Override
  public void close() {
    closing = true;
    queue.add(WAKE);
    try {
      writer.join(TimeUnit.SECONDS.toMillis(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
