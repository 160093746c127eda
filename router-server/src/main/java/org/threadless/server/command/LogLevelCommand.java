package org.threadless.server.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.Callable;
import org.threadless.server.config.Durations;
import org.threadless.server.log.LevelFile;
import org.threadless.server.log.LogLevel;
import org.threadless.server.log.LogSettings;
import org.threadless.server.wiring.Home;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code router log-level}: lets a router that serves log more, or less, for a while. */
@Command(
    name = "log-level",
    description = {
      "Lets a logger of the router that serves from this folder log at another level for a while,"
          + " within a second; after that, it logs as it is configured again. The log tells of both.",
      "Without a LOGGER, it lists those that do so now. At TRACE, the texts and the numbers of people"
          + " are in the log."
    },
    mixinStandardHelpOptions = true)
final class LogLevelCommand implements Callable<Integer> {

  private static final String CONFIGURED = "configured";

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "LOGGER",
      description =
          "org.threadless, say, which is all of the router, or ROOT, which is all there is.")
  private String logger;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "LEVEL",
      description =
          "TRACE, DEBUG, INFO, WARN, ERROR or OFF; or configured, which ends it before its time.")
  private String level;

  @Option(
      names = "--for",
      paramLabel = "TIME",
      description = "How long, such as 30s or 2h; default: ${DEFAULT-VALUE}.",
      defaultValue = "10m")
  private String duration;

  @Override
  public Integer call() {
    Home home = ConfigOption.home();
    PrintWriter out = spec.commandLine().getOut();
    Instant now = Instant.now();
    try {
      Map<String, LevelFile.ForNow> levels = new LevelFile(home.folder()).at(now);
      if (logger != null) {
        change(levels, now);
        new LevelFile(home.folder()).leave(levels);
      }
      tell(levels, out);
    } catch (IOException e) {
      throw new UserException(
          "this user cannot read and write the levels in " + home.folder() + "/run: " + e, e);
    }
    out.flush();
    return 0;
  }

  private void change(Map<String, LevelFile.ForNow> levels, Instant now) {
    if (level == null) {
      throw new UserException("LEVEL is missing: router log-level " + logger + " DEBUG");
    }
    if (logger.isBlank() || logger.chars().anyMatch(Character::isWhitespace)) {
      throw new UserException("LOGGER must be the name of one, such as org.threadless.http");
    }
    String name = LogSettings.logger(logger);
    if (level.equalsIgnoreCase(CONFIGURED)) {
      if (levels.remove(name) == null) {
        throw new UserException(name + " logs as it is configured already");
      }
      return;
    }
    levels.put(
        name, new LevelFile.ForNow(level(), now.plus(time()).truncatedTo(ChronoUnit.SECONDS)));
  }

  private LogLevel level() {
    return LogLevel.named(level)
        .orElseThrow(
            () ->
                new UserException(
                    "LEVEL must be TRACE, DEBUG, INFO, WARN, ERROR, OFF or configured, and is "
                        + level));
  }

  private Duration time() {
    return MessageParameters.valid(
        "--for",
        () -> {
          Duration time = Durations.parse(duration);
          if (time.toSeconds() < 1) {
            throw new IllegalArgumentException("must be 1s at least");
          }
          return time;
        });
  }

  private static void tell(Map<String, LevelFile.ForNow> levels, PrintWriter out) {
    if (levels.isEmpty()) {
      out.println("all loggers log as they are configured");
    }
    levels.forEach(
        (name, each) ->
            out.println(
                name + " logs at " + each.level() + " until " + Expiry.shown(each.until())));
    if (levels.values().stream().anyMatch(each -> each.level() == LogLevel.TRACE)) {
      out.println("At TRACE, the texts and the numbers of people are in the log.");
    }
  }
}
