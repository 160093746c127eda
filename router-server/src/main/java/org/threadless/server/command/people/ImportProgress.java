package org.threadless.server.command.people;

import java.io.PrintWriter;
import org.threadless.router.engine.people.ImportListener;
import org.threadless.router.engine.people.Imported;
import picocli.CommandLine.Help.Ansi;

/** Tells of each row of a table that is refused, and how far an import is. */
final class ImportProgress implements ImportListener {

  private static final int TELL = 5000;

  private final PrintWriter err;
  private long told;

  ImportProgress(PrintWriter err) {
    this.err = err;
  }

  @Override
  public void refused(long line, String problem) {
    err.println((isTerminal() ? "\r" : "") + "line " + line + ": " + problem);
    err.flush();
  }

  @Override
  public void stored(Imported soFar) {
    long rows = soFar.stored();
    if (isTerminal()) {
      err.print("\r" + rows + " rows\r");
    } else if (rows / TELL > told / TELL) {
      err.println(rows + " rows");
    }
    told = rows;
    err.flush();
  }

  private static boolean isTerminal() {
    return Ansi.AUTO.enabled();
  }
}
