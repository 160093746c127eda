package org.threadless.server.command.backend;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.threadless.router.engine.backlog.Backlog;
import org.threadless.router.message.BackendName;
import org.threadless.server.wiring.Setup;
import org.threadless.storage.offline.CheckedDatabase;
import picocli.CommandLine.Command;

/** {@code router resume}: lets messages go out that wait for a backend which is paused. */
@Command(
    name = "resume",
    description = {
      "Ends the pause of a backend: what waits goes out in its order, from all nodes.",
      "Where it does not yet, since the backend is down or outside of its hours, that is said.",
      "The router may be serving meanwhile; what waits goes out when it does."
    },
    mixinStandardHelpOptions = true)
public final class ResumeCommand extends PausingCommand {

  @Override
  void run(BackendName backend, Backlog backlog) {
    backlog.endPause(backend);
  }

  @Override
  String done(BackendName backend, Setup setup, Supplier<CheckedDatabase> database) {
    Optional<String> how = new WayNow(setup, database.get(), Instant.now()).how(backend);
    return "backend "
        + backend
        + " is not paused"
        + how.map(why -> ", but " + why + "; what waits goes out when that is over")
            .orElse(": its messages go out");
  }
}
