package org.threadless.server;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.threadless.server.command.RouterCommand;

/** What the launcher starts. */
public final class Main {

  private Main() {}

  /** Runs a command, and ends the process with its exit code. */
  public static void main(String[] arguments) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    System.exit(RouterCommand.run(out, err, arguments));
  }
}
