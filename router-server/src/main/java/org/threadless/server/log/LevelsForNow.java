package org.threadless.server.log;

import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.router.loop.Schedule;

/**
 * The levels that somebody has set for a while, which hold as long as they are to, or until this is
 * closed. Safe for any thread.
 */
public final class LevelsForNow implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(LevelsForNow.class);

  private static final Duration LOOK = Duration.ofSeconds(1);

  private final LogLevels levels;
  private final InstantSource clock;
  private final Schedule schedule = new Schedule("log-levels", this::endWhatIsOver, LOOK);
  private final Map<String, Level> holding = new TreeMap<>();

  /** A level for a while. */
  public record Level(LogLevel level, Instant until) {}

  LevelsForNow(LogLevels levels, InstantSource clock) {
    this.levels = levels;
    this.clock = clock;
  }

  /** Sees to it from now on that each ends in its time. */
  LevelsForNow start() {
    schedule.start();
    return this;
  }

  /** Returns those that hold, by their loggers. */
  public synchronized Map<String, Level> all() {
    endWhatIsOver();
    return new TreeMap<>(holding);
  }

  /**
   * Lets a level hold, in the place of one before.
   *
   * @param logger as {@link LogSettings#logger} has it
   */
  public synchronized void set(String logger, LogLevel level, Duration time) {
    Instant until = clock.instant().plus(time).truncatedTo(ChronoUnit.SECONDS);
    holding.put(logger, new Level(level, until));
    apply();
    // Warnings: one that is hidden would not tell of what is.
    log.warn(
        "{} logs at {} until {}, as router log-level asks for{}",
        logger,
        level,
        until,
        level == LogLevel.TRACE ? ": with the texts and the numbers of people" : "");
  }

  /**
   * Ends one before its time.
   *
   * @return whether there was one
   */
  public synchronized boolean end(String logger) {
    if (holding.remove(logger) == null) {
      return false;
    }
    apply();
    tellOfEnd(logger);
    return true;
  }

  synchronized void endWhatIsOver() {
    Instant now = clock.instant();
    holding.entrySet().stream()
        .filter(each -> !each.getValue().until().isAfter(now))
        .map(Map.Entry::getKey)
        .toList()
        .forEach(this::end);
  }

  private void apply() {
    levels.setForNow(
        holding.entrySet().stream()
            .collect(toMap(Map.Entry::getKey, each -> each.getValue().level())));
  }

  private void tellOfEnd(String logger) {
    log.warn("{} logs at {} again", logger, levels.level(logger));
  }

  @Override
  public void close() {
    schedule.close();
  }
}
