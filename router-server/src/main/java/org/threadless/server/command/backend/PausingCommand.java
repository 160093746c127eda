package org.threadless.server.command.backend;

import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.threadless.router.engine.backlog.Backlog;
import org.threadless.router.message.BackendName;
import org.threadless.server.command.place.ConfigOption;
import org.threadless.server.command.place.Forwardable;
import org.threadless.server.command.typed.ConfiguredBackends;
import org.threadless.server.wiring.Setup;
import org.threadless.storage.offline.CheckedDatabase;
import org.threadless.storage.pool.DatabaseSettings;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Begins or ends the pause of a backend, whether a router serves or not. */
abstract class PausingCommand implements Callable<Integer>, Forwardable {

  @Spec private CommandSpec spec;

  @Mixin private ConfigOption config;

  @Parameters(index = "0", paramLabel = "BACKEND", description = "A configured backend.")
  private String backend;

  /** Does it in the database. */
  abstract void run(BackendName backend, Backlog backlog);

  /**
   * Returns what is the case now that it is done.
   *
   * @param database says how backends are by now
   */
  abstract String done(BackendName backend, Setup setup, Supplier<CheckedDatabase> database);

  @Override
  public Integer call() {
    Setup setup = config.setup();
    BackendName name = ConfiguredBackends.of(setup).require("BACKEND", backend);
    DatabaseSettings settings = ConfigOption.home().resolved(setup.config().database());
    config
        .workplace()
        .inDatabase(
            settings,
            database -> {
              run(name, database.backlog());
              return name;
            });
    spec.commandLine()
        .getOut()
        .println(done(name, setup, () -> config.workplace().state(settings)));
    spec.commandLine().getOut().flush();
    return 0;
  }

  @Override
  public ConfigOption config() {
    return config;
  }
}
