package org.threadless.server.command;

import java.nio.file.Path;
import java.util.Map;
import org.threadless.server.command.place.ConfigOption;
import org.threadless.server.command.place.OwnWorkplace;
import org.threadless.server.command.serve.ServingActions;
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
    return with(configuration, Setup.read(configuration, Map.of(), plugins()).config().database());
  }

  /**
   * The same, which is reached beside another database than its own: in one process, H2 would let
   * the command have that as well.
   *
   * @param reached is in a file
   */
  static ServingHere with(Path configuration, DatabaseSettings reached) {
    Home home = ConfigOption.home();
    Plugins plugins = plugins();
    Setup setup = Setup.read(configuration, Map.of(), plugins);
    RunningRouter router = RunningRouter.open(setup, home);
    router.answerCommands(
        ControlPlace.of(home.resolved(reached).file(), home.folder(), configuration),
        ServingActions.of(router, new RouterCommand(plugins, new OwnWorkplace())));
    return new ServingHere(router);
  }

  private static Plugins plugins() {
    return Plugins.find(ServingHere.class.getClassLoader());
  }

  @Override
  public void close() {
    router.close();
  }
}
