package org.threadless.server.command.plugin;

import java.io.PrintWriter;
import java.util.Set;
import org.threadless.router.backend.BackendPlugin;
import org.threadless.server.command.place.ConfigOption;
import org.threadless.server.command.table.PluginTable;
import org.threadless.server.config.backend.PresetFiles;
import org.threadless.server.plugin.InstalledPlugins;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code router backends}: what a backend's {@code engine} may be in the configuration. */
@Command(
    name = "backends",
    description = {
      "Lists the installed engines of backends, each with version and jar;",
      "and the presets of those that have any, also those beside the configuration."
    },
    mixinStandardHelpOptions = true)
public final class BackendsCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Mixin private ConfigOption config;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    InstalledPlugins<BackendPlugin> engines = config.plugins().backends();
    PluginTable.print(engines, out);
    engines.forEach(
        found ->
            PresetFiles.of(found.plugin(), config.file())
                .ifPresent(presets -> print(found.name(), presets.names(), out)));
    out.flush();
  }

  private static void print(String engine, Set<String> presets, PrintWriter out) {
    out.println(
        "presets of " + engine + ": " + (presets.isEmpty() ? "none" : String.join(", ", presets)));
  }
}
