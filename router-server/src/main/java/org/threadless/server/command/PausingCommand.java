package org.threadless.server.command;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.threadless.router.engine.backlog.Backlog;
import org.threadless.router.message.BackendName;
import org.threadless.server.control.ServingRouter;
import org.threadless.server.wiring.Setup;
import org.threadless.storage.Database;
import org.threadless.storage.pool.DatabaseException;
import org.threadless.storage.pool.DatabaseSettings;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Begins or ends the pause of a backend, whether a router serves or not. */
abstract class PausingCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private ConfigOption config;

  @Parameters(index = "0", paramLabel = "BACKEND", description = "A configured backend.")
  private String backend;

  /** Does it in the database. A router that serves does the same, asked by the command's name. */
  abstract void run(BackendName backend, Backlog backlog);

  /** Returns what is the case now. */
  abstract String done(BackendName backend);

  @Override
  public Integer call() throws IOException {
    Setup setup = config.setup();
    BackendName name = ConfiguredBackends.of(setup).require("BACKEND", backend);
    run(name, ConfigOption.home().resolved(setup.config().database()));
    spec.commandLine().getOut().println(done(name));
    spec.commandLine().getOut().flush();
    return 0;
  }

  private void run(BackendName name, DatabaseSettings settings) throws IOException {
    try (Database database = Database.open(settings, Clock.systemUTC())) {
      run(name, database.backlog());
    } catch (DatabaseException e) {
      if (!e.inUse()) {
        throw e;
      }
      try (ServingRouter router =
          ServingRouter.at(config.controlPlace(settings)).orElseThrow(() -> e)) {
        router.run(spec.name(), List.of(name.value()), line -> {});
      }
    }
  }
}
