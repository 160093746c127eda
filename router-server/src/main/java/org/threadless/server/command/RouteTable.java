package org.threadless.server.command;

import java.io.PrintWriter;
import java.util.List;
import org.threadless.router.engine.routing.Route;
import org.threadless.server.wiring.Setup;

/** Prints the routes, where there are any, in the order in which they are looked at. */
final class RouteTable {

  private RouteTable() {}

  static void print(Setup setup, PrintWriter out) {
    List<Route> routes = setup.routes().all();
    if (!routes.isEmpty()) {
      out.println("routes, of which the first that fits holds:");
      int width = routes.stream().mapToInt(route -> route.title().length()).max().orElse(1);
      routes.forEach(
          route -> out.println("  " + padded(route.title(), width) + "  " + route.shares()));
    }
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(width - text.length());
  }
}
