package org.threadless.storage.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStore;

/**
 * Copies the file of an H2 database while it is written to. Until the copy is done, H2 writes at
 * the end of the file alone, so what was copied stays as it is. What has come meanwhile is copied
 * at last, with the head of the file, in a moment in which nobody writes: all that was committed
 * before that moment is in the copy, and nothing else.
 *
 * <p>H2's own {@code BACKUP TO} writes the state of transactions that are under way, and lets the
 * end of the file be used again while it reads.
 */
public final class OnlineCopy implements AutoCloseable {

  private static final int BLOCK = 4096;

  // Two blocks that say where the newest commit is; an encrypted file has one more before them.
  private static final int HEAD = 3 * BLOCK;

  // So much is copied while others wait: some milliseconds.
  private static final long REST = 4 << 20;

  // Where more comes than can be copied, it ends nevertheless.
  private static final int PASSES = 20;

  // Of the only connection, which others have for so long at most.
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final DataSource dataSource;
  private final Compaction compaction;
  private final AtomicBoolean underWay = new AtomicBoolean();

  // Stays open as long as the database does: when a process closes a file, POSIX takes from it all
  // the locks that it has on that, so that of H2 which keeps others from opening it.
  private FileChannel source;

  /**
   * @param dataSource of one connection, with which all is written
   * @param compaction is held up until a copy is done
   */
  public OnlineCopy(DataSource dataSource, Compaction compaction) {
    this.dataSource = dataSource;
    this.compaction = compaction;
  }

  /**
   * Makes a copy, which nobody else can read. Where that fails, none is left.
   *
   * @param file where the database is
   * @param copy replaced, if it is there
   * @throws IOException where it fails, also where another copy is under way
   * @throws SQLException where the database cannot be used
   */
  public void make(Path file, Path copy) throws SQLException, IOException {
    if (!underWay.compareAndSet(false, true)) {
      throw new IOException("another copy of it is being made");
    }
    boolean made = false;
    try (FileChannel to = PrivateFiles.create(copy)) {
      make(source(file), to);
      made = true;
    } finally {
      underWay.set(false);
      if (!made) {
        Files.deleteIfExists(copy);
      }
    }
  }

  private synchronized FileChannel source(Path file) throws IOException {
    if (source == null) {
      source = FileChannel.open(file, StandardOpenOption.READ);
    }
    return source;
  }

  /** To be called when the database is closed, and not before. */
  @Override
  public synchronized void close() throws IOException {
    if (source != null) {
      source.close();
    }
  }

  private void make(FileChannel from, FileChannel to) throws SQLException, IOException {
    MVStore store;
    int retention;
    try (Connection connection = connection()) {
      store = Compaction.storeOf(connection);
      if (store == null) {
        throw new IOException("it cannot be written to");
      }
      retention = store.getRetentionTime();
      hold(store, Integer.MAX_VALUE, false);
    }
    try {
      long copied = 0;
      long written = written(store);
      for (int pass = 0; pass < PASSES && written - copied > REST; pass++) {
        copy(from, to, copied, written);
        copied = written;
        written = written(store);
      }
      finish(store, from, to, copied);
    } finally {
      hold(store, retention, true);
    }
    to.force(true);
  }

  /** Nothing that is in use, now or until then, is given free or written over. */
  private void hold(MVStore store, int retention, boolean reuse) {
    compaction.hold(!reuse);
    store.setReuseSpace(reuse);
    store.setRetentionTime(retention);
  }

  private void finish(MVStore store, FileChannel from, FileChannel to, long copied)
      throws SQLException, IOException {
    try (Connection connection = connection()) {
      if (Compaction.storeOf(connection) != store) {
        throw new IOException("the database was opened anew meanwhile; try again");
      }
      long end = from.size();
      copy(from, to, copied, end);
      copy(from, to, 0, Math.min(HEAD, end));
    }
  }

  /** Returns up to where the file does not change, or less. */
  private static long written(MVStore store) {
    long blocks = 0;
    for (Map.Entry<String, String> entry : store.getLayoutMap().entrySet()) {
      if (entry.getKey().startsWith("chunk.")) {
        Map<String, String> chunk = DataUtils.parseMap(entry.getValue());
        blocks =
            Math.max(
                blocks,
                DataUtils.readHexLong(chunk, "block", 0) + DataUtils.readHexLong(chunk, "len", 0));
      }
    }
    return blocks * BLOCK;
  }

  private static void copy(FileChannel from, FileChannel to, long start, long end)
      throws IOException {
    long position = start;
    to.position(start);
    while (position < end) {
      long copied = from.transferTo(position, end - position, to);
      if (copied <= 0) {
        throw new IOException("the file of the database ends too soon");
      }
      position += copied;
    }
  }

  private Connection connection() throws SQLException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        return dataSource.getConnection();
      } catch (SQLException e) {
        if (System.nanoTime() > end) {
          throw e;
        }
      }
    }
  }
}
