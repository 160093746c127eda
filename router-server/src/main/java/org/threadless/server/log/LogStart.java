package org.threadless.server.log;

import ch.qos.logback.classic.ClassicConstants;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.status.Status;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * The beginning of the log, by the file that the launcher names. Logback itself would answer a
 * mistake in there with stack traces, and go on with a log of its own.
 */
public final class LogStart {

  private LogStart() {}

  /**
   * Begins, and returns what is wrong with the file in one line; to be called before all logging.
   */
  public static Optional<String> problem() {
    String file = System.getProperty(ClassicConstants.CONFIG_FILE_PROPERTY);
    if (file == null || !isFile(file)) {
      return Optional.empty();
    }
    System.clearProperty(ClassicConstants.CONFIG_FILE_PROPERTY);
    takeOverJavas();
    return LoggerFactory.getILoggerFactory() instanceof LoggerContext context
        ? problem(context, Path.of(file))
        : Optional.empty();
  }

  // It may also be a URL; and without any, Logback has a log of its own.
  private static boolean isFile(String name) {
    try {
      return Files.exists(Path.of(name));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  // What some libraries log by Java's own means would have lines of another kind.
  private static void takeOverJavas() {
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
  }

  static Optional<String> problem(LoggerContext context, Path file) {
    if (!Files.isReadable(file)) {
      return Optional.of(file + ": this user may not read the file");
    }
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    context.reset();
    try {
      configurator.doConfigure(file.toFile());
    } catch (JoranException e) {
      return Optional.of(file + ": " + mistake(context).orElse(OneLine.of(e.getMessage())));
    }
    return mistake(context).map(said -> file + ": " + said);
  }

  private static Optional<String> mistake(LoggerContext context) {
    return context.getStatusManager().getCopyOfStatusList().stream()
        .filter(status -> status.getLevel() == Status.ERROR)
        .findFirst()
        .map(status -> OneLine.of(status.getMessage()));
  }
}
