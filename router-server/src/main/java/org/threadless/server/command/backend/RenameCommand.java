package org.threadless.server.command.backend;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.threadless.router.engine.access.audit.Audit;
import org.threadless.router.engine.routing.AppMemory;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.people.PeopleException;
import org.threadless.server.command.place.ConfigOption;
import org.threadless.server.command.typed.ConfiguredBackends;
import org.threadless.server.command.typed.MessageParameters;
import org.threadless.server.command.typed.UserException;
import org.threadless.server.config.ConfigFile;
import org.threadless.server.wiring.Setup;
import org.threadless.server.wiring.TrialRouter;
import org.threadless.storage.Database;
import org.threadless.storage.offline.OfflineDatabase;
import org.threadless.storage.pool.DatabaseSettings;
import org.threadless.storage.rename.BackendRenaming;
import org.threadless.storage.rename.OfBackend;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code router backend rename}: lets all that is stored of a backend be another one's. */
@Command(
    name = "rename",
    description = {
      "Lets all that is stored of the backend OLD be that of NEW: connections, messages, what waits,"
          + " contacts, counts, tokens, and what apps keep.",
      "Give it its new name in the configuration first. No router may be running.",
      "What is broken off can be gone on with by the same command, with --merge."
    },
    mixinStandardHelpOptions = true)
final class RenameCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private ConfigOption config;

  @Parameters(index = "0", paramLabel = "OLD", description = "The name that it had.")
  private String old;

  @Parameters(index = "1", paramLabel = "NEW", description = "A configured backend.")
  private String renamed;

  @Option(
      names = "--merge",
      description = {
        "Also where there is something stored of NEW: who has a connection by both has one after"
            + " that.",
        "Make a copy of the database before: there is no way back."
      })
  private boolean merge;

  @Override
  public Integer call() {
    ConfigFile file = config.read();
    BackendName before = MessageParameters.valid("OLD", () -> new BackendName(old));
    ConfiguredBackends configured = new ConfiguredBackends(ConfigOption.names(file));
    BackendName now = configured.require("NEW", renamed);
    if (configured.names().contains(before)) {
      throw new UserException(
          "OLD is still a configured backend: "
              + before
              + "; give it its new name in "
              + config.file()
              + " first");
    }
    DatabaseSettings settings = ConfigOption.database(file);
    OfBackend moved;
    try (BackendRenaming stored = OfflineDatabase.renaming(settings)) {
      moved = requireMovable(before, now, stored);
    }
    tellApps(before, now);
    try (BackendRenaming stored = OfflineDatabase.renaming(settings)) {
      stored.rename(before, now);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        "renamed "
            + before
            + " to "
            + now
            + ": "
            + moved.connections()
            + " connections, with all their messages, of which wait: "
            + moved.waiting());
    out.flush();
    return 0;
  }

  private OfBackend requireMovable(BackendName before, BackendName now, BackendRenaming stored) {
    Optional<String> obstacle = stored.obstacle();
    if (obstacle.isPresent()) {
      throw new UserException("nothing is changed: " + obstacle.get());
    }
    OfBackend moved = stored.of(before);
    if (moved.isNothing()) {
      throw new UserException("nothing is stored of a backend " + before);
    }
    OfBackend there = stored.of(now);
    if (!merge && !there.isNothing()) {
      throw new UserException(
          "nothing is changed: "
              + there.connections()
              + " connections are stored of "
              + now
              + " already; with --merge, those of both become one");
    }
    return moved;
  }

  // Before what the router keeps is changed: what is broken off in between is done again.
  private void tellApps(BackendName before, BackendName now) {
    Setup setup = config.setup();
    DatabaseSettings settings = ConfigOption.home().resolved(setup.config().database());
    try (Database database = Database.open(settings, Clock.systemUTC())) {
      AppMemory apps = TrialRouter.memory(setup, database);
      database
          .renaming()
          .connections(before, each -> apps.rename(each, new Connection(now, each.identity())));
      database
          .access()
          .audit()
          .note(Audit.COMMAND_LINE, "backend-rename", before.value(), now.value());
    } catch (PeopleException e) {
      throw new UserException("nothing is changed: " + e.getMessage(), e);
    }
  }
}
