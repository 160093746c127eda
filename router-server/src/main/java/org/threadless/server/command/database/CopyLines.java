package org.threadless.server.command.database;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import org.threadless.storage.copy.CopyListener;

/** Tells how far a copy has come, a line each two seconds, and what was copied in the end. */
final class CopyLines implements CopyListener {

  private static final Duration BETWEEN = Duration.ofSeconds(2);

  private final PrintWriter out;
  private final PrintWriter err;
  private String table = "";
  private long rowsBefore;
  private long since;
  private long told;
  private long tables;
  private long all;

  CopyLines(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public void copied(String name, long rows, long of) {
    long now = System.nanoTime();
    if (!name.equals(table)) {
      table = name;
      rowsBefore = rows;
      since = now;
      told = now;
    }
    if (rows == of ? of > 0 && told != since : now - told >= BETWEEN.toNanos()) {
      told = now;
      err.println(
          String.format(
              Locale.ROOT,
              "%s: %d of %d rows, %d a second",
              name,
              rows,
              of,
              Math.round((rows - rowsBefore) * 1e9 / Math.max(1, now - since))));
      err.flush();
    }
  }

  @Override
  public void compared(String name, long rows) {
    tables++;
    all += rows;
    if (rows > 0) {
      out.println(name + ": " + rows + (rows == 1 ? " row, the same" : " rows, the same"));
      out.flush();
    }
  }

  /** Tells that it is done. */
  void end() {
    out.println(
        "copied: " + all + " rows of " + tables + " tables, and both have been read and compared");
    out.println("let database.url name the second one, and start the router");
    out.flush();
  }
}
