package org.threadless.server.command.backend;

import java.util.function.Supplier;
import org.threadless.router.engine.backlog.Backlog;
import org.threadless.router.message.BackendName;
import org.threadless.server.wiring.Setup;
import org.threadless.storage.offline.CheckedDatabase;
import picocli.CommandLine.Command;

/** {@code router pause}: lets nothing go out through a backend. */
@Command(
    name = "pause",
    description = {
      "Sends nothing through a backend until 'router resume', on any node: messages come in, and"
          + " their replies wait.",
      "The pause is kept over restarts. The router may be serving meanwhile."
    },
    mixinStandardHelpOptions = true)
public final class PauseCommand extends PausingCommand {

  @Override
  void run(BackendName backend, Backlog backlog) {
    backlog.pause(backend);
  }

  @Override
  String done(BackendName backend, Setup setup, Supplier<CheckedDatabase> database) {
    return "backend "
        + backend
        + " is paused: its messages wait for 'router resume "
        + backend
        + "'";
  }
}
