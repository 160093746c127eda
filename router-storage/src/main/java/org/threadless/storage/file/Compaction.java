package org.threadless.storage.file;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.RandomAccessStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.router.loop.Schedule;

/**
 * Keeps the file of an H2 database small. Each commit writes the pages that it changes to a new
 * place, and H2 does not tidy up by itself while every commit is written at once.
 *
 * <p>What is in use of the file is its content. While the file is larger than {@link #FLOOR} and
 * twice its content, this writes what is still in use of its emptiest parts to another place, moves
 * parts to the front, and cuts off the end: a little at a time, and while nobody writes, since it
 * has the only connection meanwhile.
 */
public final class Compaction implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Compaction.class);

  /** So much is left alone: what a second under load leaves behind. */
  public static final long FLOOR = Long.getLong("threadless.h2-floor", 64 << 20);

  private static final int TIMES_CONTENT = 2;

  private static final Duration BETWEEN_TURNS = Duration.ofMillis(50);

  // A look at the file has the connection, too: so long it is not looked at again where it is
  // small.
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

  // What a step may write, for which others wait some hundredths of a second. Of the parts that it
  // empties hardly a tenth is in use under load.
  private static final int STEP = 1 << 20;

  // After a step this does nothing for so many times as long as others had to wait for it: the
  // less,
  // the more times the file is as large as it may be.
  private static final int REST = 20;

  // Percent of what is in use, of each part and of the file, that are good enough.
  private static final int GOOD = 80;

  // What was written just now is left alone: most of it is not in use for long.
  private static final Duration YOUNG = Duration.ofSeconds(1);

  private final Schedule schedule = new Schedule("compaction", this::turn, BETWEEN_TURNS);
  private final DataSource dataSource;
  private volatile boolean held;
  private volatile long next = System.nanoTime();

  /**
   * @param dataSource of one connection, with which all is written
   */
  public Compaction(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  public void start() {
    schedule.start();
  }

  /** Does no steps from now on, or does them again; to be called by who has the connection. */
  void hold(boolean hold) {
    held = hold;
  }

  private void turn() {
    long now = System.nanoTime();
    if (now - next >= 0) {
      // Sooner after a step, if it says so.
      next = now + BETWEEN_LOOKS.toNanos();
      step();
    }
  }

  /** Does a step, if the file is too large. Never fails. */
  public void step() {
    try {
      MVStore store = store();
      double excess = store == null ? 0 : excess(file(store));
      if (excess > 1) {
        long began = System.nanoTime();
        // What is given free was not in use by then. So whatever of the following reaches the disk
        // before a power cut, what is there by now is left.
        store.sync();
        compact(store, began, excess);
      }
    } catch (SQLException | RuntimeException e) {
      log.debug("the file of the database is made smaller another time", e);
    }
  }

  private void compact(MVStore store, long synced, double excess) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      if (held || storeOf(connection) != store) {
        return;
      }
      int retention = store.getRetentionTime();
      long began = System.nanoTime();
      long since = TimeUnit.NANOSECONDS.toMillis(began - synced) + 1;
      store.setRetentionTime((int) Math.max(YOUNG.toMillis(), since));
      try {
        store.compact(GOOD, STEP);
        file(store).compactMoveChunks(GOOD, STEP, store);
      } finally {
        store.setRetentionTime(retention);
        long now = System.nanoTime();
        next = now + (long) ((now - began) * REST / excess);
      }
    }
  }

  /** Returns how many bytes of the file are in use. */
  public static long content(RandomAccessStore file) {
    return file.size() * file.getFillRate() / 100 * file.getChunksFillRate() / 100;
  }

  /** Returns how many times a file is as large as it may be. */
  private static double excess(RandomAccessStore file) {
    return (double) file.size() / Math.max(FLOOR, TIMES_CONTENT * content(file));
  }

  private MVStore store() throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      return storeOf(connection);
    }
  }

  /** Returns what H2 keeps in a file, or null where this is none. */
  static MVStore storeOf(Connection connection) throws SQLException {
    JdbcConnection h2 = connection.unwrap(JdbcConnection.class);
    MVStore store = ((SessionLocal) h2.getSession()).getDatabase().getStore().getMvStore();
    return !store.isClosed() && store.isPersistent() && !store.isReadOnly() ? store : null;
  }

  // H2's signature hides what it is.
  private static RandomAccessStore file(MVStore store) {
    return (RandomAccessStore) (Object) store.getFileStore();
  }

  /** Ends a step that is under way, and begins no other. */
  @Override
  public void close() {
    schedule.close();
  }
}
