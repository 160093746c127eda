package org.threadless.storage.write;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.loop.Loop;
import org.threadless.router.loop.OutOfMemory;
import org.threadless.router.message.Connection;
import org.threadless.storage.dialect.SqlFailures;
import org.threadless.storage.session.Sessions;

/**
 * Stores what many threads want stored at the same time in one transaction. A commit waits for the
 * disk, and waits as long for a hundred messages as for one: while one group is committed, the next
 * one gathers.
 */
public final class GroupCommit implements AutoCloseable {

  private static final Loop LOOP = new Loop("the writer");

  private static final int AT_A_TIME = 256;

  // Nobody waits for these: they are stored with what comes meanwhile, many at a time. The longer
  // that is, the more replies are sent again after a crash, since it is not known that they were.
  private static final Duration UNATTENDED = Duration.ofMillis(5);

  // Who has not had its turn by then is told to come again later; see Database.CONNECTION_TIMEOUT.
  private static final Duration TURN = Duration.ofMillis(1500);

  private static final Duration IDLE = Duration.ofMillis(100);

  // Tells the writer that there is something to do, and is nothing itself.
  private static final Entry WAKE = new Entry(group -> {}, failure -> {});

  private final Sessions sessions;
  private final ConnectionIds connectionIds;
  // What somebody waits for, and what nobody does.
  private final LinkedBlockingQueue<Entry> queue = new LinkedBlockingQueue<>();
  private final ConcurrentLinkedQueue<Entry> unattended = new ConcurrentLinkedQueue<>();
  private final AtomicInteger submitted = new AtomicInteger();
  private final Thread writer = new Thread(this::write, "writer");
  private volatile boolean closing;

  /** What one thread wants stored. May be run again, in another transaction, if one fails. */
  public interface Write {
    void into(Group group);

    /** Returns all connections that it needs the ids of; see {@link Group#connection}. */
    default List<Connection> connections() {
      return List.of();
    }

    /** Returns the message that has to be QUEUED; {@link Group#takeQueued} tells whether it is. */
    default Optional<UUID> queued() {
      return Optional.empty();
    }

    /**
     * Returns the message that is to be inserted unless it is a copy of one that has come before;
     * {@link Group#isClaimed} tells whether it was.
     */
    default Optional<MessageRow> claim(Group group) {
      return Optional.empty();
    }

    /** The database went away while it committed: perhaps this is stored, perhaps not. */
    default void outcomeUnknown() {}
  }

  /** A write that waits for its turn; it is either begun by the writer or withdrawn. */
  private static final class Entry {
    private final Write write;
    private final Consumer<RuntimeException> done;
    private final CompletableFuture<Void> durable = new CompletableFuture<>();
    private final long since = System.nanoTime();
    private final AtomicBoolean decided = new AtomicBoolean();

    Entry(Write write, Consumer<RuntimeException> done) {
      this.write = write;
      this.done = done;
    }

    void succeed() {
      end(null);
    }

    void fail(RuntimeException e) {
      end(e);
    }

    // What one is told must not keep the others from being told.
    private void end(RuntimeException failure) {
      if (failure == null) {
        durable.complete(null);
      } else {
        durable.completeExceptionally(failure);
      }
      boolean unused = LOOP.take(() -> done.accept(failure));
    }

    boolean isOlderThan(Duration time) {
      return System.nanoTime() - since > time.toNanos();
    }

    /** Returns true to the first who asks: to begin it, or to withdraw it. */
    boolean decide() {
      return decided.compareAndSet(false, true);
    }
  }

  public GroupCommit(Sessions sessions, ConnectionIds connectionIds) {
    this.sessions = sessions;
    this.connectionIds = connectionIds;
    writer.setDaemon(true);
    writer.start();
  }

  /**
   * Returns when what {@code write} stores is committed.
   *
   * @throws StoreUnavailableException where the database cannot be used now
   */
  public void commit(Write write) {
    Entry entry = new Entry(write, failure -> {});
    queue.add(entry);
    await(entry);
  }

  /** Stores soon; {@code done} gets what has failed, or null, and must not block. */
  public void submit(Write write, Consumer<RuntimeException> done) {
    submitted.incrementAndGet();
    submit(
        new Entry(
            write,
            failure -> {
              try {
                done.accept(failure);
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

  /** Returns when all that was submitted before is stored, or has failed. */
  public void flush() {
    if (submitted.get() == 0) {
      return;
    }
    Entry last = new Entry(group -> {}, failure -> {});
    submit(last);
    await(last);
  }

  private static void await(Entry entry) {
    // An interrupted thread, too, has to know whether its message is stored.
    boolean interrupted = false;
    try {
      while (true) {
        try {
          get(entry);
          return;
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

  private static void get(Entry entry) throws InterruptedException {
    try {
      try {
        entry.durable.get(TURN.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        if (entry.decide()) {
          throw new StoreUnavailableException("the database has too much to do", e);
        }
        entry.durable.get();
      }
    } catch (ExecutionException e) {
      throw (RuntimeException) e.getCause();
    }
  }

  private void write() {
    LOOP.run(() -> !closing || !queue.isEmpty() || !unattended.isEmpty(), () -> write(next()));
  }

  /** Returns what is to be stored together; perhaps nothing, after a moment. */
  private List<Entry> next() throws InterruptedException {
    List<Entry> entries = new ArrayList<>();
    Duration patience = unattended.isEmpty() ? IDLE : UNATTENDED;
    Entry first = queue.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    if (first != null) {
      entries.add(first);
      queue.drainTo(entries, AT_A_TIME - 1);
    }
    Entry oldest = unattended.peek();
    if (oldest != null && (closing || oldest.isOlderThan(UNATTENDED))) {
      for (int i = 0; i < AT_A_TIME && !unattended.isEmpty(); i++) {
        entries.add(unattended.remove());
      }
    }
    entries.removeIf(entry -> entry == WAKE || !entry.decide());
    return entries;
  }

  private void write(List<Entry> entries) {
    if (entries.isEmpty()) {
      return;
    }
    try (Group group = new Group(sessions, connectionIds)) {
      write(entries, group);
    } catch (RuntimeException e) {
      fail(entries, e);
      return;
    } catch (Throwable e) {
      OutOfMemory.end(e);
      fail(entries, new IllegalStateException(e));
      return;
    }
    entries.forEach(Entry::succeed);
  }

  private static void write(List<Entry> entries, Group group) {
    try {
      group.prepare(entries.stream().map(entry -> entry.write).toList());
      entries.forEach(entry -> entry.write.into(group));
      group.commit();
    } catch (Throwable e) {
      if (group.isCommitting()) {
        entries.forEach(entry -> entry.write.outcomeUnknown());
      }
      throw e;
    }
  }

  // What the database refuses of one must not be refused to the others: each gets another try
  // alone.
  private void fail(List<Entry> entries, RuntimeException e) {
    RuntimeException failure = SqlFailures.translate(e);
    boolean together = entries.size() > 1;
    if (together
        && (SqlFailures.isDeadlock(e) || !(failure instanceof StoreUnavailableException))) {
      entries.forEach(entry -> write(List.of(entry)));
    } else {
      entries.forEach(entry -> entry.fail(failure));
    }
  }

  /** Stores what is left, and ends. */
  @Override
  public void close() {
    closing = true;
    try {
      writer.join(TimeUnit.SECONDS.toMillis(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
