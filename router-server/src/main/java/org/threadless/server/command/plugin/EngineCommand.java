package org.threadless.server.command.plugin;

import java.util.List;
import org.threadless.router.Plugin;
import org.threadless.router.backend.BackendCommand;
import org.threadless.server.plugin.FoundPlugin;
import org.threadless.server.plugin.PluginException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code router <engine>}, {@code router <handler>}: what a plugin offers to do with the backends
 * that name it.
 */
@Command(mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND")
public final class EngineCommand implements Runnable {

  @Spec private CommandSpec spec;

  /**
   * Adds the commands of a plugin, where it has any.
   *
   * @param plugin of an engine or a handler
   * @throws PluginException where the router has a command of that name itself
   */
  public static void addTo(
      CommandLine router, FoundPlugin<? extends Plugin> plugin, List<BackendCommand> commands) {
    if (commands.isEmpty()) {
      return;
    }
    if (router.getSubcommands().containsKey(plugin.name())) {
      throw new PluginException(
          "the plugin " + plugin + " has commands and the name of one of the router's own");
    }
    CommandLine engine = new CommandLine(new EngineCommand());
    CommandedBackends backends = CommandedBackends.of(plugin.plugin());
    engine
        .getCommandSpec()
        .usageMessage()
        .description("What can be done with backends " + backends.described() + ".");
    for (BackendCommand command : commands) {
      engine.addSubcommand(command.name(), PluginCommand.of(backends, command));
    }
    router.addSubcommand(plugin.name(), engine);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name a command");
  }
}
