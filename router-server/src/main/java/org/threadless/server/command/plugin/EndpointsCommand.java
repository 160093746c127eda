package org.threadless.server.command.plugin;

import org.threadless.server.command.place.ConfigOption;
import org.threadless.server.command.table.PluginTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code router endpoints}: what may be served beside the backends. */
@Command(
    name = "endpoints",
    description = {
      "Lists the installed endpoints, each with version and jar;",
      "one is served where the configuration has a section of its name."
    },
    mixinStandardHelpOptions = true)
public final class EndpointsCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Mixin private ConfigOption config;

  @Override
  public void run() {
    PluginTable.print(config.plugins().endpoints(), spec.commandLine().getOut());
  }
}
