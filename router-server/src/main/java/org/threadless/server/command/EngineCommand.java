package org.threadless.server.command;

import org.threadless.router.backend.BackendCommand;
import org.threadless.router.backend.BackendPlugin;
import org.threadless.server.plugin.FoundPlugin;
import org.threadless.server.plugin.PluginException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code router <engine>}: what an engine's plugin offers to do with its backends. */
@Command(mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND")
final class EngineCommand implements Runnable {

  @Spec private CommandSpec spec;

  /**
   * Adds the commands of a plugin, where it has any.
   *
   * @throws PluginException where the router has a command of that name itself
   */
  static void addTo(CommandLine router, FoundPlugin<BackendPlugin> plugin) {
    if (plugin.plugin().commands().isEmpty()) {
      return;
    }
    if (router.getSubcommands().containsKey(plugin.name())) {
      throw new PluginException(
          "the plugin " + plugin + " has commands and the name of one of the router's own");
    }
    CommandLine engine = new CommandLine(new EngineCommand());
    engine
        .getCommandSpec()
        .usageMessage()
        .description("What can be done with backends of the engine " + plugin.name() + ".");
    for (BackendCommand command : plugin.plugin().commands()) {
      engine.addSubcommand(command.name(), PluginCommand.of(plugin.name(), command));
    }
    router.addSubcommand(plugin.name(), engine);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name a command");
  }
}
