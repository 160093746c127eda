package org.threadless.server.command;

import java.io.PrintWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.incoming.UnknownBackendException;
import org.threadless.router.loop.Tellable;
import org.threadless.server.config.ConfigException;
import org.threadless.server.plugin.PluginException;
import org.threadless.server.wiring.WiringException;
import org.threadless.storage.DatabaseException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * Tells the user of a mistake in one line each; only what is our own mistake gets a stack trace.
 */
final class UserErrors implements IExecutionExceptionHandler {

  private static final Logger log = LoggerFactory.getLogger(UserErrors.class);

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    if (isForTheUser(e)) {
      err.println(e.getMessage());
    } else {
      log.error("this is a mistake in the router or in a plugin", Tellable.of(e));
      err.println("unexpected: " + Tellable.line(e));
    }
    err.flush();
    return CommandLine.ExitCode.SOFTWARE;
  }

  private static boolean isForTheUser(Exception e) {
    return e instanceof UserException
        || e instanceof ConfigException
        || e instanceof PluginException
        || e instanceof WiringException
        || e instanceof DatabaseException
        || e instanceof StoreUnavailableException
        || e instanceof UnknownBackendException;
  }
}
