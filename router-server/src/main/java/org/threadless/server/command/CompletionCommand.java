package org.threadless.server.command;

import java.io.PrintWriter;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code router completion}: lets a shell complete what is typed. */
@Command(
    name = "completion",
    description = {
      "Prints a script by which bash completes commands and options of the router.",
      "To use it in this shell: source <(bin/router completion)"
    },
    mixinStandardHelpOptions = true)
final class CompletionCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    out.print(AutoComplete.bash("router", spec.root().commandLine()));
    out.flush();
  }
}
