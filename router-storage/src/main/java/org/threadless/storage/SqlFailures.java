package org.threadless.storage;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import org.threadless.router.store.StoreUnavailableException;

/**
 * Tells failures of the database from failures of what it was asked. The first may be over in a
 * while; the second would come again.
 */
final class SqlFailures {

  private SqlFailures() {}

  /** Returns what to throw instead of {@code e}. */
  static RuntimeException translate(Exception e) {
    SQLException sql = sqlException(e);
    if (sql != null && isUnavailable(sql)) {
      return new StoreUnavailableException("the database cannot be used now: " + firstLine(sql), e);
    }
    return e instanceof RuntimeException runtime ? runtime : new IllegalStateException(e);
  }

  /** Returns the SQL exception that is behind it, or null. */
  static SQLException sqlException(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return sql;
      }
    }
    return null;
  }

  /** Returns whether it failed only because of what others did at the same time. */
  static boolean isDeadlock(Throwable e) {
    SQLException sql = sqlException(e);
    return sql != null && String.valueOf(sql.getSQLState()).startsWith("40");
  }

  static String firstLine(SQLException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
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
        || isUnavailableH2(e.getErrorCode());
  }

  // org.h2.api.ErrorCode: I/O, connection broken, already closed, out of memory, read only.
  private static boolean isUnavailableH2(int code) {
    return switch (code) {
      case 90028, 90031, 90067, 90098, 90108, 90121, 90007 -> true;
      default -> false;
    };
  }
}
