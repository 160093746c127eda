package org.threadless.server.command.plugin;

import org.threadless.server.command.place.ConfigOption;
import org.threadless.server.command.table.PluginTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code router apps}: what may stand under {@code apps} in the configuration. */
@Command(
    name = "apps",
    description = "Lists the installed apps, each with version and jar.",
    mixinStandardHelpOptions = true)
public final class AppsCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Mixin private ConfigOption config;

  @Override
  public void run() {
    PluginTable.print(config.plugins().apps(), spec.commandLine().getOut());
  }
}
