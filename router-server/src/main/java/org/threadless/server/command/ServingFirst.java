package org.threadless.server.command;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.threadless.server.command.place.ConfigOption;
import org.threadless.server.command.place.Forwardable;
import org.threadless.server.command.place.Forwarding;
import org.threadless.server.config.text.ConfigException;
import org.threadless.server.control.ControlException;
import org.threadless.storage.pool.DatabaseSettings;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/**
 * Has a router that serves do a command, where one does that has the database to itself; otherwise
 * it is run here.
 *
 * @param arguments all of the command line
 */
record ServingFirst(List<String> arguments) implements IExecutionStrategy {

  @Override
  public int execute(ParseResult parsed) {
    Integer help = CommandLine.executeHelpRequest(parsed);
    return help == null
        ? forwarded(last(parsed)).orElseGet(() -> new RunLast().execute(parsed))
        : help;
  }

  private static CommandLine last(ParseResult parsed) {
    ParseResult last = parsed;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    return last.commandSpec().commandLine();
  }

  private Optional<Integer> forwarded(CommandLine command) {
    if (!(command.getCommand() instanceof Forwardable forwardable)
        || !forwardable.isForwardable()) {
      return Optional.empty();
    }
    ConfigOption config = forwardable.config();
    try {
      DatabaseSettings settings = ConfigOption.database(config.read());
      return settings.file().isEmpty()
          ? Optional.empty()
          : Forwarding.ask(
              config.controlPlace(settings), arguments, command.getOut(), command.getErr());
    } catch (ConfigException e) {
      // It is told by the command itself, with all else that is wrong.
      return Optional.empty();
    } catch (IOException | ControlException e) {
      throw new ExecutionException(command, e.getMessage(), e);
    }
  }
}
