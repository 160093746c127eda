package org.threadless.server.log;

import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.router.loop.Schedule;

/**
 * Looks each second for the levels that somebody has set for a while, and lets them hold as long as
 * they are to.
 */
public final class LevelWatch implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(LevelWatch.class);

  private static final Duration LOOK = Duration.ofSeconds(1);

  private final LevelFile file;
  private final LogLevels levels;
  private final InstantSource clock;
  private final Schedule schedule = new Schedule("log-levels", this::look, LOOK);
  private Map<String, LevelFile.ForNow> holding = Map.of();
  private boolean unreadable;

  LevelWatch(LevelFile file, LogLevels levels, InstantSource clock) {
    this.file = file;
    this.levels = levels;
    this.clock = clock;
  }

  /** Looks now, and from now on until it is closed. */
  public LevelWatch start() {
    look();
    schedule.start();
    return this;
  }

  void look() {
    Map<String, LevelFile.ForNow> found;
    try {
      found = file.at(clock.instant());
      unreadable = false;
    } catch (IOException e) {
      if (!unreadable) {
        unreadable = true;
        log.warn("the levels that router log-level has left cannot be read: {}", e.toString());
      }
      return;
    }
    if (!found.equals(holding)) {
      Map<String, LevelFile.ForNow> before = holding;
      holding = found;
      levels.setForNow(
          found.entrySet().stream()
              .collect(toMap(Map.Entry::getKey, each -> each.getValue().level())));
      tell(before);
    }
  }

  // Warnings: one that is hidden would not tell of what is.
  private void tell(Map<String, LevelFile.ForNow> before) {
    holding.forEach(
        (logger, now) -> {
          if (!now.equals(before.get(logger))) {
            log.warn(
                "{} logs at {} until {}, as router log-level asks for{}",
                logger,
                now.level(),
                now.until().truncatedTo(ChronoUnit.SECONDS),
                now.level() == LogLevel.TRACE ? ": with the texts and the numbers of people" : "");
          }
        });
    before.keySet().stream()
        .filter(logger -> !holding.containsKey(logger))
        .forEach(logger -> log.warn("{} logs at {} again", logger, levels.level(logger)));
  }

  @Override
  public void close() {
    schedule.close();
  }
}
