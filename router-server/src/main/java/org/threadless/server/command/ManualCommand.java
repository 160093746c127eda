package org.threadless.server.command;

import java.io.PrintWriter;
import org.threadless.server.manual.ManualPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code router manual}: what the build makes the page for {@code man router} of. */
@Command(
    name = "manual",
    description = "Prints the manual page, for man.",
    hidden = true,
    mixinStandardHelpOptions = true)
final class ManualCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    out.print(ManualPage.of(spec.root().commandLine()));
    out.flush();
  }
}
