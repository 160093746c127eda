package org.threadless.storage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.router.store.StoreUnavailableException;

/**
 * Stores what many threads want stored at the same time in one transaction. A commit waits for the
 * disk, and waits as long for a hundred messages as for one: while one group is committed, the next
 * one gathers.
 */
final class GroupCommit implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);

  private static final int AT_A_TIME = 256;

  // Who has not had its turn by then is told to come again later; see Database.CONNECTION_TIMEOUT.
  private static final Duration TURN = Duration.ofMillis(1500);

  private final Sessions sessions;
  private final ConnectionIds connectionIds;
  private final LinkedBlockingQueue<Entry> queue = new LinkedBlockingQueue<>();
  private final Thread writer = new Thread(this::write, "writer");
  private volatile boolean closing;

  /** What one thread wants stored. May be run again, in another transaction, if one fails. */
  interface Write {
    void into(Group group);

    /** The database went away while it committed: perhaps this is stored, perhaps not. */
    default void outcomeUnknown() {}
  }

  /** A write that waits for its turn; it is either begun by the writer or withdrawn. */
  private static final class Entry {
    private final Write write;
    private final Consumer<RuntimeException> done;
    private final CompletableFuture<Void> durable = new CompletableFuture<>();
    private final AtomicBoolean decided = new AtomicBoolean();

    Entry(Write write, Consumer<RuntimeException> done) {
      this.write = write;
      this.done = done;
    }

    void succeed() {
      durable.complete(null);
      done.accept(null);
    }

    void fail(RuntimeException e) {
      durable.completeExceptionally(e);
      done.accept(e);
    }

    /** Returns true to the first who asks: to begin it, or to withdraw it. */
    boolean decide() {
      return decided.compareAndSet(false, true);
    }
  }

  GroupCommit(Sessions sessions, ConnectionIds connectionIds) {
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
  void commit(Write write) {
    Entry entry = new Entry(write, failure -> {});
    queue.add(entry);
    await(entry);
  }

  /** Stores soon; {@code done} gets what has failed, or null, and must not block. */
  void submit(Write write, Consumer<RuntimeException> done) {
    queue.add(new Entry(write, done));
  }

  /** Returns when all that was submitted before is stored, or has failed. */
  void flush() {
    commit(group -> {});
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
    List<Entry> entries = new ArrayList<>();
    while (!closing || !queue.isEmpty()) {
      try {
        Entry first = queue.poll(100, TimeUnit.MILLISECONDS);
        if (first != null) {
          entries.add(first);
          queue.drainTo(entries, AT_A_TIME - 1);
          entries.removeIf(entry -> !entry.decide());
          write(entries);
        }
      } catch (InterruptedException e) {
        // Nobody does that; the writer ends when it is closed.
        log.debug("the writer was interrupted", e);
      }
      entries.clear();
    }
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
    } catch (Error e) {
      fail(entries, new IllegalStateException(e));
      throw e;
    }
    entries.forEach(Entry::succeed);
  }

  private static void write(List<Entry> entries, Group group) {
    try {
      entries.forEach(entry -> entry.write.into(group));
      group.commit();
    } catch (RuntimeException e) {
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
