package org.threadless.server.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** What a command did. */
record CommandResult(int exitCode, String out, String err) {

  static CommandResult router(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode = RouterCommand.run(new PrintWriter(out), new PrintWriter(err), arguments);
    return new CommandResult(exitCode, out.toString(), err.toString());
  }

  List<String> outLines() {
    return out.lines().toList();
  }

  List<String> errLines() {
    return err.lines().toList();
  }
}
