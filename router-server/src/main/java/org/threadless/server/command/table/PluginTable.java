package org.threadless.server.command.table;

import java.io.PrintWriter;
import java.util.Collection;
import org.threadless.server.plugin.FoundPlugin;

/** Prints plugins, one a line: name, version, jar. */
public final class PluginTable {

  private PluginTable() {}

  /** Prints them, a line each. */
  public static void print(Collection<? extends FoundPlugin<?>> plugins, PrintWriter out) {
    plugins.forEach(
        plugin -> out.printf("%-20s %-20s %s%n", plugin.name(), plugin.version(), plugin.source()));
    out.flush();
  }
}
