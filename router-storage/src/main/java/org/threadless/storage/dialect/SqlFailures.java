package org.threadless.storage.dialect;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.loop.Tellable;

/**
 * Tells failures of the database from failures of what it was asked. The first may be over in a
 * while; the second would come again.
 */
public final class SqlFailures {

  private SqlFailures() {}

  /** Returns what to throw instead of {@code e}. */
  public static RuntimeException translate(Exception e) {
    SQLException sql = sqlException(e);
    if (sql != null && isUnavailable(sql)) {
      return new StoreUnavailableException("the database cannot be used now: " + reason(sql), e);
    }
    return e instanceof RuntimeException runtime ? runtime : new IllegalStateException(e);
  }

  /**
   * The same of a statement of an app. What the statement itself is to blame for is the app's,
   * though it may succeed later: it took longer than the app allows, or it came in the wrong order.
   */
  public static Throwable translateOfApp(Throwable e) {
    SQLException sql = sqlException(e);
    return e instanceof RuntimeException runtime && sql != null && !isOfStatement(sql)
        ? translate(runtime)
        : e;
  }

  // 57014 query cancelled, 55000 object not in the state that it has to be in. Without a state it
  // is
  // an exception of Java code that reads rows.
  private static boolean isOfStatement(SQLException e) {
    String state = e.getSQLState();
    return state == null
        ? !(e instanceof SQLTransientException)
        : state.equals("57014") || state.equals("55000");
  }

  /** Returns the SQL exception that is behind it, or null. */
  public static SQLException sqlException(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return sql;
      }
    }
    return null;
  }

  /** Returns whether it failed only because of what others did at the same time. */
  public static boolean isDeadlock(Throwable e) {
    SQLException sql = sqlException(e);
    return sql != null && String.valueOf(sql.getSQLState()).startsWith("40");
  }

  /** Returns whether the connection that it comes from is of no use any more. */
  public static boolean isFatal(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    return state.startsWith("08") || PostgreSql.isFatal(state) || H2.isUnavailable(e);
  }

  /** Returns whether it was this connection that was closed, and not the database. */
  static boolean isOfClosedConnection(SQLException e) {
    return e.getErrorCode() == H2.OBJECT_CLOSED;
  }

  /** Returns what it says, in one line. */
  public static String firstLine(SQLException e) {
    return String.valueOf(e.getMessage())
        .lines()
        .findFirst()
        .orElse("")
        .replaceFirst("; SQL statement:$", "");
  }

  /** Returns why something has failed, in one line: what the database says, where it says it. */
  public static String line(Throwable e) {
    SQLException sql = sqlException(e);
    return sql == null ? Tellable.line(e) : reason(sql);
  }

  /**
   * Returns what the system has said of it, to be put behind what the database says: no space left,
   * a folder in the place of a file, nobody who listens; empty where it was not asked.
   */
  public static String because(SQLException e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    // The path alone is no reason, and what is in front of it names it.
    boolean isPath = cause instanceof FileSystemException told && told.getReason() == null;
    return cause instanceof IOException && cause.getMessage() != null && !isPath
        // Without user and password, which a driver takes for a part of the host.
        ? ": " + cause.getMessage().lines().findFirst().orElse("").replaceAll("\\S*@", "")
        : "";
  }

  // The pool says that it has no connection; what the database has said to it is behind that.
  private static String reason(SQLException e) {
    SQLException last = e;
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      last = cause instanceof SQLException sql ? sql : last;
    }
    String because = because(e);
    // What H2 says of its file names objects of this process, each time others.
    return !because.isEmpty() && H2.isOfItsFile(last)
        ? "its file cannot be used" + because
        : firstLine(last) + because;
  }

  // Classes of SQLSTATE (ISO 9075, PostgreSQL appendix A): 08 connection, 40 transaction rolled
  // back, 53 resources (disk full, too many connections), 55 lock, 57 stopped by an operator, 58
  // input or output; HYT00 is H2's lock time-out, and its own codes have class 90.
  private static boolean isUnavailable(SQLException e) {
    String state = e.getSQLState();
    // Without a state it does not come from a database but from the pool, which is closed.
    if (state == null || e instanceof SQLTransientException) {
      return true;
    }
    return state.startsWith("08")
        || state.startsWith("40")
        || state.startsWith("53")
        || state.startsWith("55")
        || state.startsWith("57")
        || state.startsWith("58")
        || state.equals("HYT00")
        || state.equals("25006")
        || H2.isUnavailable(e);
  }
}
