package org.threadless.server.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.threadless.router.app.NoRouteException;
import org.threadless.router.engine.routing.Route;
import org.threadless.router.engine.routing.Routes;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Identity;
import org.threadless.server.wiring.Setup;
import org.threadless.storage.Database;
import org.threadless.storage.DatabaseException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code router route}: by which backend somebody is reached, and why. */
@Command(
    name = "route",
    description = {
      "Says by which backend a message goes to NUMBER that names none, and why.",
      "Sends nothing. Exit code 1 where no route leads there."
    },
    mixinStandardHelpOptions = true)
final class RouteCommand implements Callable<Integer> {

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
    out.println("  down now: " + down(setup));
    out.flush();
    return 0;
  }

  private static Routes.Found find(Identity to, Routes routes) {
    try {
      return routes.find(to);
    } catch (NoRouteException e) {
      throw new UserException(e.getMessage(), e);
    }
  }

  // Of all: a fallback may be down as well.
  private static String down(Setup setup) {
    try {
      List<BackendName> down =
          Database.check(ConfigOption.home().resolved(setup.config().database())).down();
      return down.isEmpty() ? "none" : RouteTable.names(down);
    } catch (DatabaseException e) {
      return "not known: "
          + (e.inUse()
              ? "another process has the database open; /health/ready of the router tells"
              : e.getMessage());
    }
  }
}
