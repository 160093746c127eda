package org.threadless.server.command.serve;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.threadless.server.command.place.ConfigOption;
import org.threadless.server.command.typed.MessageParameters;
import org.threadless.server.command.typed.UserException;
import org.threadless.server.config.record.Durations;
import org.threadless.server.control.ServingRouter;
import org.threadless.server.log.LogLevel;
import org.threadless.server.log.LogSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code router log-level}: lets a router that serves log more, or less, for a while. */
@Command(
    name = LogLevelCommand.NAME,
    description = {
      "Lets a logger of the router that serves with this configuration log at another level for a"
          + " while; after that, or after a restart, it logs as it is configured again. The log"
          + " tells of both.",
      "Without a LOGGER, it lists those that do so now. At TRACE, the texts and the numbers of people"
          + " are in the log."
    },
    mixinStandardHelpOptions = true)
public final class LogLevelCommand implements Callable<Integer> {

  /** What it is called, and what a router that serves is asked for. */
  static final String NAME = "log-level";

  private static final String CONFIGURED = "configured";

  @Spec private CommandSpec spec;

  @Mixin private ConfigOption config;

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
  public Integer call() throws IOException {
    LevelRequest request = logger == null ? LevelRequest.LIST : request();
    PrintWriter out = spec.commandLine().getOut();
    try (ServingRouter router = serving()) {
      router.run(NAME, request.arguments(), out::println);
    }
    out.flush();
    return 0;
  }

  private ServingRouter serving() {
    return ServingRouter.at(config.controlPlace())
        .orElseThrow(
            () ->
                new UserException(
                    "no router that serves with "
                        + config.file()
                        + " can be reached; what the next one is to log stands there, in"
                        + " logging.levels"));
  }

  private LevelRequest request() {
    if (level == null) {
      throw new UserException("LEVEL is missing: router log-level " + logger + " DEBUG");
    }
    if (logger.isBlank() || logger.chars().anyMatch(Character::isWhitespace)) {
      throw new UserException("LOGGER must be the name of one, such as org.threadless.http");
    }
    Optional<String> name = Optional.of(LogSettings.logger(logger));
    return level.equalsIgnoreCase(CONFIGURED)
        ? new LevelRequest(name, Optional.empty(), Duration.ZERO)
        : new LevelRequest(name, Optional.of(level()), time());
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
}
