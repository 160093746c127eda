package org.threadless.storage.session;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.apache.ibatis.transaction.Transaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.storage.dialect.Dialect;
import org.threadless.storage.file.DatabaseFile;

/**
 * A database transaction that one can return to a mark in. It takes a connection at the first
 * statement, and sets a savepoint when a statement follows a mark, so that a mark nobody writes
 * after costs nothing. It is for one thread at a time, but any may {@link #end} it.
 */
public final class MarkedTransaction implements Transaction {

  private static final Logger log = LoggerFactory.getLogger(MarkedTransaction.class);

  private final DataSource dataSource;
  private final boolean keeps;
  private final Dialect dialect;
  private final DatabaseFile file;
  private final AppConnections share;
  private final List<Runnable> toDo = new ArrayList<>();
  private final AtomicBoolean over = new AtomicBoolean();
  private volatile Connection connection;
  private volatile Thread user;
  private volatile long asked;
  private volatile boolean ended;
  private boolean marked;
  // Whether all is an app's, without a mark; and for whom statements are planned.
  private boolean outside;
  private boolean losable;
  private boolean planned;
  private Savepoint savepoint;
  private int toDoAtMark;

  /**
   * @param dialect limits how long the database may take to answer: an app's statement, after a
   *     mark, or one of the router's own
   * @param keeps whether what is committed is kept; rolled back otherwise
   * @param file what has to be there before and after it
   * @param share what its connection is taken out of
   */
  public MarkedTransaction(
      DataSource dataSource,
      Dialect dialect,
      boolean keeps,
      DatabaseFile file,
      AppConnections share) {
    this.dataSource = dataSource;
    this.dialect = dialect;
    this.keeps = keeps;
    this.file = file;
    this.share = share;
  }

  /** Called by MyBatis before each statement. */
  @Override
  public Connection getConnection() throws SQLException {
    use();
    if (connection == null) {
      file.require();
      connection = connect();
      connection.setAutoCommit(false);
      if (losable) {
        dialect.relax(connection);
      }
    }
    dialect.limit(connection, marked);
    if (planned != (marked || outside)) {
      planned = !planned;
      dialect.plan(connection, planned);
    }
    if (marked && savepoint == null) {
      savepoint = connection.setSavepoint();
      toDoAtMark = toDo.size();
    }
    AfterCommit.isUsed(this);
    return connection;
  }

  private void use() {
    if (ended) {
      throw new IllegalStateException(
          "a database connection was kept for too long while others waited for one:"
              + " what was written is undone");
    }
    user = Thread.currentThread();
    asked = System.nanoTime();
  }

  private Connection connect() throws SQLException {
    share.take(this);
    boolean connected = false;
    try {
      Connection taken = dataSource.getConnection();
      connected = true;
      return taken;
    } finally {
      if (!connected) {
        share.giveBack(this);
      }
    }
  }

  /** Lets all of it be an app's, outside of every message. */
  public MarkedTransaction outside() {
    outside = true;
    return this;
  }

  /** Lets its commit not wait for the disk: should the database crash, it may be lost. */
  public MarkedTransaction losable() {
    losable = true;
    return this;
  }

  /** Returns whether a statement has been run in it. */
  public boolean isOpen() {
    return connection != null;
  }

  /** Marks the place that {@link #undo} returns to, and forgets the one before. */
  public void mark() throws SQLException {
    use();
    clearMark();
    marked = true;
  }

  /** Forgets the mark. */
  public void clearMark() throws SQLException {
    use();
    if (savepoint != null) {
      connection.releaseSavepoint(savepoint);
    }
    savepoint = null;
    marked = false;
  }

  /** Takes back all that was written since the mark. */
  public void undo() throws SQLException {
    use();
    if (savepoint != null) {
      connection.rollback(savepoint);
      toDo.subList(toDoAtMark, toDo.size()).clear();
    }
  }

  @Override
  public void commit() throws SQLException {
    use();
    if (!keeps) {
      rollback();
    } else if (connection != null) {
      connection.commit();
      planned = false;
      // Nobody may be told that it is stored where the next start does not find it.
      file.require();
      toDo.forEach(Runnable::run);
      toDo.clear();
    }
  }

  /** Does this when what was written until now is committed; must not throw. */
  void afterCommit(Runnable work) {
    toDo.add(work);
  }

  @Override
  public void rollback() throws SQLException {
    if (connection != null && !ended) {
      connection.rollback();
      planned = false;
      toDo.clear();
    }
  }

  @Override
  public void close() throws SQLException {
    AfterCommit.isClosed(this);
    if (connection != null && over.compareAndSet(false, true)) {
      try {
        connection.close();
      } finally {
        share.giveBack(this);
      }
    }
  }

  /** Returns whether it has a connection, and nobody has used it for so long. */
  boolean isIdleFor(Duration time) {
    return connection != null && System.nanoTime() - asked > time.toNanos();
  }

  /**
   * Ends it under whoever has it in hand: what comes next in it fails.
   *
   * @param closing closes its connection, whatever that does just now
   */
  void end(Consumer<Connection> closing) {
    if (!over.compareAndSet(false, true)) {
      return;
    }
    ended = true;
    log.warn(
        "the database connection of an app on thread {} is taken from it, since others wait for"
            + " one; it has asked for nothing for {} s, and what it wrote is undone",
        user.getName(),
        Duration.ofNanos(System.nanoTime() - asked).toSeconds());
    try {
      closing.accept(connection);
    } finally {
      share.giveBack(this);
    }
  }

  @Override
  public Integer getTimeout() {
    return null;
  }
}
