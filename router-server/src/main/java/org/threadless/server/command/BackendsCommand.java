package org.threadless.server.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code router backends}: what a backend's {@code engine} may be in the configuration. */
@Command(
    name = "backends",
    description = "Lists the installed engines of backends, each with version and jar.",
    mixinStandardHelpOptions = true)
final class BackendsCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    PluginTable.print(ConfigOption.plugins().backends(), spec.commandLine().getOut());
  }
}
