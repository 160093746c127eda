package org.threadless.server.command;

import org.threadless.router.engine.backlog.Backlog;
import org.threadless.router.message.BackendName;
import picocli.CommandLine.Command;

/** {@code router resume}: lets messages go out that wait for a backend which is paused. */
@Command(
    name = ResumeCommand.NAME,
    description = {
      "Ends the pause of a backend: what waits goes out in its order, from all nodes.",
      "The router may be serving meanwhile; what waits goes out when it does."
    },
    mixinStandardHelpOptions = true)
final class ResumeCommand extends PausingCommand {

  /** What it is called, and what a router that serves is asked for. */
  static final String NAME = "resume";

  @Override
  void run(BackendName backend, Backlog backlog) {
    backlog.endPause(backend);
  }

  @Override
  String done(BackendName backend) {
    return "backend " + backend + " is not paused: its messages go out";
  }
}
