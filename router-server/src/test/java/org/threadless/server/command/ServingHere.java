package org.threadless.server.command;

import java.nio.file.Path;
import java.util.Map;
import org.threadless.server.control.ControlPlace;
import org.threadless.server.plugin.Plugins;
import org.threadless.server.wiring.Home;
import org.threadless.server.wiring.RunningRouter;
import org.threadless.server.wiring.Setup;
import org.threadless.storage.pool.DatabaseSettings;

/** A router in this process that does what commands ask for, as one that serves does. */
record ServingHere(RunningRouter router) implements AutoCloseable {

  /**
   * Opens one.
   *
   * @param configuration names an H2 in a file
   */
  static ServingHere with(Path configuration) {
    Home home = ConfigOption.home();
    Setup setup =
        Setup.read(configuration, Map.of(), Plugins.find(ServingHere.class.getClassLoader()));
    DatabaseSettings database = home.resolved(setup.config().database());
    RunningRouter router = RunningRouter.open(setup, home);
    router.answerCommands(
        ControlPlace.of(database.file(), home.folder(), configuration), ServingActions.of(router));
    return new ServingHere(router);
  }

  @Override
  public void close() {
    router.close();
  }
}
