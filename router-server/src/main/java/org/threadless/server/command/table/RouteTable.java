package org.threadless.server.command.table;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.threadless.router.engine.wiring.BackendInstance;
import org.threadless.router.message.BackendName;
import org.threadless.server.wiring.Setup;

/** Prints the routes, in the order in which they are looked at, and the fallbacks. */
public final class RouteTable {

  private RouteTable() {}

  /** Prints what there is of either. */
  public static void print(Setup setup, PrintWriter out) {
    Map<String, String> routes = new LinkedHashMap<>();
    setup.routes().all().forEach(route -> routes.put(route.title(), route.shares()));
    print("routes, of which the first that fits holds:", routes, out);
    Map<String, String> fallbacks = new LinkedHashMap<>();
    for (BackendInstance backend : setup.backends()) {
      List<BackendName> others = fallbacks(setup, backend.name());
      if (!others.isEmpty()) {
        fallbacks.put(backend.name().value(), names(others));
      }
    }
    print("fallbacks, in the order in which they are asked:", fallbacks, out);
  }

  private static void print(String title, Map<String, String> lines, PrintWriter out) {
    if (!lines.isEmpty()) {
      int width = lines.keySet().stream().mapToInt(String::length).max().orElse(0);
      out.println(title);
      lines.forEach(
          (key, value) ->
              out.println("  " + key + " ".repeat(width - key.length()) + "  " + value));
    }
  }

  /** Returns the backends that are asked after one. */
  public static List<BackendName> fallbacks(Setup setup, BackendName backend) {
    List<BackendName> ways = setup.ways(backend);
    return ways.subList(1, ways.size());
  }

  /** Returns names for people. */
  public static String names(List<BackendName> backends) {
    return backends.stream().map(BackendName::value).collect(Collectors.joining(", "));
  }
}
