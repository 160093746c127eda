package org.threadless.server.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code router backends}: what a backend's {@code engine} may be in the configuration. */
@Command(
    name = "backends",
    description = "Lists the installed engines of backends, each with version and jar.",
    mixinStandardHelpOptions = true)
final class BackendsCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Mixin private ConfigOption config;

  @Override
  public void run() {
    PluginTable.print(config.plugins().backends(), spec.commandLine().getOut());
  }
}
