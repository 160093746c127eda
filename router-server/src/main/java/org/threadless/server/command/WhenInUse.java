package org.threadless.server.command;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.threadless.server.command.place.ConfigOption;
import org.threadless.server.command.place.Forwardable;
import org.threadless.server.command.place.Forwarding;
import org.threadless.server.control.ControlException;
import org.threadless.storage.pool.DatabaseException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * Has the router that serves do what a command cannot, because that router has the database to
 * itself. Tells the user of all else that goes wrong.
 *
 * @param arguments all of the command line
 */
record WhenInUse(List<String> arguments, UserErrors errors) implements IExecutionExceptionHandler {

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    try {
      Optional<Integer> exitCode =
          e instanceof DatabaseException problem && problem.inUse()
              ? forwarded(command)
              : Optional.empty();
      return exitCode.orElseGet(() -> errors.tell(e, command.getErr()));
    } catch (IOException | ControlException failure) {
      return errors.tell(failure, command.getErr());
    }
  }

  private Optional<Integer> forwarded(CommandLine command) throws IOException {
    if (!(command.getCommand() instanceof Forwardable forwardable)
        || !forwardable.isForwardable()) {
      return Optional.empty();
    }
    ConfigOption config = forwardable.config();
    return Forwarding.ask(
        config.controlPlace(ConfigOption.database(config.read())),
        config.file(),
        arguments,
        command.getOut(),
        command.getErr());
  }
}
