package org.threadless.server.log;

import static org.threadless.router.config.Settings.check;
import static org.threadless.router.config.Settings.orElse;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;

/**
 * What is logged, and how: {@code logging} in the configuration.
 *
 * @param format default {@link LogFormat#TEXT}
 * @param level of the router, and of the apps and backends that come with it; where it is left out,
 *     {@code conf/logback.xml} says which
 * @param levels of single loggers by their names, those below them included; {@code ROOT} is all
 */
public record LogSettings(
    LogFormat format, Optional<LogLevel> level, Map<String, LogLevel> levels) {

  /** The router's own logger, and those of all that comes with it. */
  private static final String OWN = "org.threadless";

  /** Fills in the defaults. */
  public LogSettings {
    format = orElse(format, LogFormat.TEXT);
    level = orElse(level, Optional.empty());
    levels = Map.copyOf(orElse(levels, Map.of()));
    check(
        levels.keySet().stream().noneMatch(String::isBlank),
        "levels",
        "must name each logger, such as org.threadless.http");
  }

  /** Returns what holds where nothing is said. */
  public static LogSettings none() {
    return new LogSettings(null, Optional.empty(), null);
  }

  /** Returns the levels of all loggers that have one of their own. */
  Map<String, LogLevel> all() {
    Map<String, LogLevel> all = new LinkedHashMap<>();
    level.ifPresent(own -> all.put(OWN, own));
    levels.forEach((name, each) -> all.put(logger(name), each));
    return all;
  }

  /** Returns the name of a logger as Logback has it: that of all in capitals. */
  public static String logger(String written) {
    return written.equalsIgnoreCase(Logger.ROOT_LOGGER_NAME) ? Logger.ROOT_LOGGER_NAME : written;
  }
}
