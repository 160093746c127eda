package org.threadless.server.command.serve;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.threadless.server.command.typed.Expiry;
import org.threadless.server.control.ControlException;
import org.threadless.server.log.LevelsForNow;
import org.threadless.server.log.LogLevel;

/**
 * What {@code router log-level} asks of a router that serves.
 *
 * @param logger which one is to log otherwise; empty for none
 * @param level empty for that of the configuration
 * @param time how long
 */
record LevelRequest(Optional<String> logger, Optional<LogLevel> level, Duration time) {

  /** Only lists those that are set. */
  static final LevelRequest LIST =
      new LevelRequest(Optional.empty(), Optional.empty(), Duration.ZERO);

  /** Reads what {@link #arguments} has made, in this process or another. */
  static LevelRequest of(List<String> arguments) {
    return switch (arguments.size()) {
      case 0 -> LIST;
      case 1 -> new LevelRequest(Optional.of(arguments.get(0)), Optional.empty(), Duration.ZERO);
      default ->
          new LevelRequest(
              Optional.of(arguments.get(0)),
              Optional.of(LogLevel.valueOf(arguments.get(1))),
              Duration.parse(arguments.get(2)));
    };
  }

  List<String> arguments() {
    return logger
        .map(
            name ->
                level
                    .map(each -> List.of(name, each.name(), time.toString()))
                    .orElse(List.of(name)))
        .orElse(List.of());
  }

  /**
   * Does it, and tells what holds now.
   *
   * @throws ControlException where that is so already
   */
  void run(LevelsForNow levels, Consumer<String> out) {
    logger.ifPresent(name -> change(levels, name));
    tell(levels.all(), out);
  }

  private void change(LevelsForNow levels, String name) {
    if (level.isPresent()) {
      levels.set(name, level.get(), time);
    } else if (!levels.end(name)) {
      throw new ControlException(name + " logs as it is configured already");
    }
  }

  private static void tell(Map<String, LevelsForNow.Level> levels, Consumer<String> out) {
    if (levels.isEmpty()) {
      out.accept("all loggers log as they are configured");
    }
    levels.forEach(
        (name, each) ->
            out.accept(name + " logs at " + each.level() + " until " + Expiry.shown(each.until())));
    if (levels.values().stream().anyMatch(each -> each.level() == LogLevel.TRACE)) {
      out.accept("At TRACE, the texts and the numbers of people are in the log.");
    }
  }
}
