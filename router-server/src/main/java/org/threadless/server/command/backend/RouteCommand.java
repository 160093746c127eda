package org.threadless.server.command.backend;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.threadless.router.app.NoRouteException;
import org.threadless.router.engine.routing.way.Route;
import org.threadless.router.engine.routing.way.Routes;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Identity;
import org.threadless.server.command.place.ConfigOption;
import org.threadless.server.command.table.RouteTable;
import org.threadless.server.command.typed.MessageParameters;
import org.threadless.server.command.typed.UserException;
import org.threadless.server.wiring.Setup;
import org.threadless.storage.offline.CheckedDatabase;
import org.threadless.storage.offline.OfflineDatabase;
import org.threadless.storage.pool.DatabaseException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code router route}: by which backend somebody is reached, and why. */
@Command(
    name = "route",
    description = {
      "Says by which backend a message goes to NUMBER that names none, and why; and what holds it up"
          + " now, and what becomes of it therefore.",
      "Sends nothing. Exit code 1 where no route leads there."
    },
    mixinStandardHelpOptions = true)
public final class RouteCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private ConfigOption config;

  @Parameters(paramLabel = "NUMBER", description = "The identity, as the backends have it.")
  private String number;

  @Override
  public Integer call() {
    Identity to = MessageParameters.valid("NUMBER", () -> new Identity(number));
    Setup setup = config.setup();
    Routes.Found found = find(to, setup.routes());
    Route route = found.route();
    PrintWriter out = spec.commandLine().getOut();
    BackendName backend = found.connection().backend();
    List<BackendName> fallbacks = RouteTable.fallbacks(setup, backend);
    out.println(found.connection().identity() + " goes by " + backend);
    out.println("  route: " + route.title() + " to " + route.shares());
    if (!fallbacks.isEmpty()) {
      out.println(
          "  while that is down, or does not serve the number: " + RouteTable.names(fallbacks));
    }
    printNow(setup, backend, out);
    out.flush();
    return 0;
  }

  // Of all ways: a fallback may be held up as well.
  private static void printNow(Setup setup, BackendName backend, PrintWriter out) {
    CheckedDatabase database = CheckedDatabase.unread("", Optional.empty());
    Optional<String> unknown = Optional.empty();
    try {
      database = OfflineDatabase.check(ConfigOption.home().resolved(setup.config().database()));
    } catch (DatabaseException e) {
      unknown = Optional.of(unknown(e));
    }
    WayNow now = new WayNow(setup, database, Instant.now());
    List<String> held = new ArrayList<>(now.holds(backend));
    unknown.ifPresent(held::add);
    out.println("  now: " + (held.isEmpty() ? "nothing holds it up" : String.join("; ", held)));
    now.outcome(backend).ifPresent(outcome -> out.println("  so: " + outcome));
  }

  private static String unknown(DatabaseException e) {
    return "what is down or paused is not known: "
        + (e.inUse()
            ? "another process has the database open; /health/ready of the router tells"
            : e.getMessage());
  }

  private static Routes.Found find(Identity to, Routes routes) {
    try {
      return routes.find(to);
    } catch (NoRouteException e) {
      throw new UserException(e.getMessage(), e);
    }
  }
}
