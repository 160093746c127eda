package org.threadless.server.command;

import java.util.concurrent.Callable;
import org.threadless.router.engine.backlog.Backlog;
import org.threadless.router.message.BackendName;
import org.threadless.server.wiring.Setup;
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

  /** Returns what is the case now. */
  abstract String done(BackendName backend);

  @Override
  public Integer call() {
    Setup setup = config.setup();
    BackendName name = ConfiguredBackends.of(setup).require("BACKEND", backend);
    config
        .workplace()
        .inDatabase(
            ConfigOption.home().resolved(setup.config().database()),
            database -> {
              run(name, database.backlog());
              return name;
            });
    spec.commandLine().getOut().println(done(name));
    spec.commandLine().getOut().flush();
    return 0;
  }

  @Override
  public ConfigOption config() {
    return config;
  }
}
