package org.threadless.server.command;

import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.http.wiring.EndpointException;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.engine.resource.InWords;
import org.threadless.router.incoming.UnknownBackendException;
import org.threadless.router.loop.Tellable;
import org.threadless.server.command.typed.UserException;
import org.threadless.server.config.text.ConfigException;
import org.threadless.server.control.ControlException;
import org.threadless.server.plugin.PluginException;
import org.threadless.server.tracing.TracingException;
import org.threadless.server.wiring.WiringException;
import org.threadless.storage.pool.DatabaseException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * Tells the user of a mistake in one line each; only what is our own mistake gets a stack trace.
 */
final class UserErrors implements IExecutionExceptionHandler {

  private static final Logger log = LoggerFactory.getLogger(UserErrors.class);

  private final String begin;

  private UserErrors(String begin) {
    this.begin = begin;
  }

  /**
   * Returns who tells it to whoever started this process. Where that is systemd, each line has its
   * level as the journal reads it, or a look at what went wrong would not show why there is no
   * service. The log begins so by itself.
   */
  static UserErrors ofProcess() {
    return new UserErrors("journal".equals(System.getenv("ROUTER_LOG")) ? "<3>" : "");
  }

  /** Returns who tells it to somebody elsewhere. */
  static UserErrors plain() {
    return new UserErrors("");
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    return tell(e, command.getErr());
  }

  /** Tells of what a command ended with, and returns its exit code. */
  int tell(Throwable e, PrintWriter err) {
    if (isForTheUser(e)) {
      println(err, e.getMessage());
    } else if (isOfFiles(e)) {
      println(
          err,
          "the system lets this user open no more files: raise the limit, ulimit -n or LimitNOFILE="
              + " of the service");
    } else if (e instanceof FileSystemException) {
      println(err, InWords.of(e));
    } else if (e instanceof LinkageError) {
      println(
          err,
          "a class cannot be loaded: "
              + e
              + "; see that lib holds what it held when it was unzipped");
    } else {
      log.error("this is a mistake in the router or in a plugin", Tellable.of(e));
      println(err, "unexpected: " + Tellable.line(e));
    }
    err.flush();
    return CommandLine.ExitCode.SOFTWARE;
  }

  /** Prints what the user has to know. */
  void println(PrintWriter err, String text) {
    text.lines().forEach(line -> err.println(begin + line));
  }

  // Java tells it by whatever class was at work then, an UnsatisfiedLinkError say.
  private static boolean isOfFiles(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (String.valueOf(cause.getMessage()).contains("Too many open files")) {
        return true;
      }
    }
    return false;
  }

  private static boolean isForTheUser(Throwable e) {
    return e instanceof UserException
        || e instanceof ConfigException
        || e instanceof PluginException
        || e instanceof WiringException
        || e instanceof TracingException
        || e instanceof EndpointException
        || e instanceof ControlException
        || e instanceof DatabaseException
        || e instanceof StoreUnavailableException
        || e instanceof UnknownBackendException;
  }
}
