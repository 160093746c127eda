package org.threadless.server.command.people;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.threadless.router.engine.routing.AppMemory;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Numbers;
import org.threadless.router.people.PeopleException;
import org.threadless.server.command.place.ConfigOption;
import org.threadless.server.command.typed.ConfiguredBackends;
import org.threadless.server.command.typed.UserException;
import org.threadless.server.config.ConfigFile;
import org.threadless.server.numbers.PhoneNumbers;
import org.threadless.server.wiring.Setup;
import org.threadless.server.wiring.TrialRouter;
import org.threadless.storage.Database;
import org.threadless.storage.offline.OfflineDatabase;
import org.threadless.storage.pool.DatabaseSettings;
import org.threadless.storage.uniform.Change;
import org.threadless.storage.uniform.UniformConnections;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code router numbers}: makes the identities uniform that are stored already. */
@Command(
    name = "numbers",
    description = {
      "Shows what becomes of the identities of BACKEND that are stored, where its numbers are made"
          + " uniform: what each is now, what then, how many messages it has, and which become one"
          + " with another.",
      "Changes nothing without --write. With it, no router may be running."
    },
    mixinStandardHelpOptions = true)
public final class NumbersCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private ConfigOption config;

  @Parameters(paramLabel = "BACKEND", description = "A configured backend.")
  private String backend;

  @Option(
      names = "--region",
      paramLabel = "REGION",
      description = "The country, such as KE; default: that of the backend's numbers.")
  private String region;

  @Option(
      names = "--write",
      description = {
        "Make it so. What is broken off can be gone on with by the same command.",
        "Make a copy of the database before: there is no way back."
      })
  private boolean write;

  @Override
  public Integer call() {
    ConfigFile file = config.read();
    BackendName name = new ConfiguredBackends(ConfigOption.names(file)).require("BACKEND", backend);
    Numbers numbers = PhoneNumbers.of(Map.of(name, region(file)));
    PrintWriter out = spec.commandLine().getOut();
    List<Change> changes = changes(file, name, numbers);
    print(changes, out);
    if (write) {
      tellApps(changes);
      try (UniformConnections stored = OfflineDatabase.connections(ConfigOption.database(file))) {
        changes.forEach(stored::make);
      }
    }
    out.println(summary(changes));
    out.flush();
    return 0;
  }

  private List<Change> changes(ConfigFile file, BackendName name, Numbers numbers) {
    try (UniformConnections stored = OfflineDatabase.connections(ConfigOption.database(file))) {
      Optional<String> obstacle = write ? stored.obstacle(name) : Optional.empty();
      if (obstacle.isPresent()) {
        throw new UserException("nothing is changed: " + obstacle.get());
      }
      return stored.changes(name, numbers);
    }
  }

  // Before what the router keeps is changed: what is broken off in between is done again.
  private void tellApps(List<Change> changes) {
    if (changes.isEmpty()) {
      return;
    }
    Setup setup = config.setup();
    DatabaseSettings settings = ConfigOption.home().resolved(setup.config().database());
    try (Database database = Database.open(settings, Clock.systemUTC())) {
      AppMemory apps = TrialRouter.memory(setup, database);
      changes.forEach(change -> apps.rename(change.now(), change.then()));
    } catch (PeopleException e) {
      throw new UserException("nothing is changed: " + e.getMessage(), e);
    }
  }

  private String region(ConfigFile file) {
    String found = Optional.ofNullable(region).or(() -> file.region(backend)).orElse("");
    if (found.isEmpty()) {
      throw new UserException("name a --region, such as KE: the backend has no numbers");
    }
    if (!PhoneNumbers.isRegion(found)) {
      throw new UserException(
          "--region must be two capital letters such as KE, and the numbers of "
              + found
              + " are not known");
    }
    return found;
  }

  private static void print(List<Change> changes, PrintWriter out) {
    int width =
        changes.stream()
            .mapToInt(change -> change.now().identity().value().length())
            .max()
            .orElse(0);
    for (Change change : changes) {
      String now = change.now().identity().value();
      out.println(
          now
              + " ".repeat(width - now.length())
              + "  ->  "
              + change.then().identity()
              + "  messages: "
              + change.messages()
              + (change.joins() ? ", becomes one with those of that" : ""));
    }
  }

  private String summary(List<Change> changes) {
    if (changes.isEmpty()) {
      return "all identities of " + backend + " are as they should be";
    }
    String counts =
        changes.size()
            + (changes.size() == 1 ? " identity" : " identities")
            + ", of which become one with another: "
            + changes.stream().filter(Change::joins).count();
    return write
        ? "changed: " + counts
        : "to be changed: " + counts + "; --write changes them, while no router runs";
  }
}
