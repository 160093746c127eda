package org.threadless.server.command;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.threadless.router.app.NoRouteException;
import org.threadless.router.engine.routing.Route;
import org.threadless.router.engine.routing.Routes;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Identity;
import org.threadless.server.wiring.Setup;
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
    Routes routes = setup.routes();
    PrintWriter out = spec.commandLine().getOut();
    try {
      Route route = routes.route(to);
      BackendName backend = route.backend(to);
      out.println(to + " goes by " + backend);
      out.println("  route: " + route.title() + " to " + route.shares());
      return 0;
    } catch (NoRouteException e) {
      throw new UserException(e.getMessage());
    } finally {
      out.flush();
    }
  }
}
