package org.threadless.server.command;

import org.threadless.server.command.place.Forwardable;
import org.threadless.server.command.typed.UserException;
import org.threadless.storage.pool.DatabaseException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Tells the user what went wrong, and of a database that is in use what can be done instead. */
record WhenInUse(UserErrors errors) implements IExecutionExceptionHandler {

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    boolean inUse = e instanceof DatabaseException problem && problem.inUse();
    return errors.tell(
        inUse && command.getCommand() instanceof Forwardable forwardable
            ? new UserException(e.getMessage() + "; " + instead(forwardable), e)
            : e,
        command.getErr());
  }

  private static String instead(Forwardable forwardable) {
    return forwardable.isForwardable()
        ? "a router that serves would do it, and none answers at "
            + forwardable.config().controlPlace().file()
            + ": it is starting, or has to be started anew"
        : forwardable.otherwise();
  }
}
