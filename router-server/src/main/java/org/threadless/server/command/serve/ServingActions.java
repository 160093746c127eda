package org.threadless.server.command.serve;

import java.nio.file.Path;
import java.util.Map;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.server.command.database.BackupCommand;
import org.threadless.server.command.place.CommandRoot;
import org.threadless.server.command.place.Forwarding;
import org.threadless.server.control.ControlAction;
import org.threadless.server.control.ControlException;
import org.threadless.server.wiring.RunningRouter;
import org.threadless.storage.pool.DatabaseException;

/** What commands may ask of a router that serves. */
public final class ServingActions {

  private ServingActions() {}

  /** Returns all of them, by their names. */
  public static Map<String, ControlAction> of(RunningRouter router, CommandRoot root) {
    return Map.of(
        BackupCommand.ACTION,
        (arguments, out) -> inDatabase(() -> router.copyDatabase(Path.of(arguments.get(0)))),
        Forwarding.ACTION,
        Forwarding.by(router, root),
        LogLevelCommand.NAME,
        (arguments, out) -> LevelRequest.of(arguments).run(router.levels(), out));
  }

  private static void inDatabase(Runnable work) {
    try {
      work.run();
    } catch (DatabaseException | StoreUnavailableException e) {
      throw new ControlException(e.getMessage(), e);
    }
  }
}
