package org.threadless.storage;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** The warnings and errors that a class logs, or more of its lines, until this is closed. */
public final class StoreWarnings implements AutoCloseable {

  private final Logger logger;
  private final Level before;
  private final ListAppender<ILoggingEvent> events = new ListAppender<>();

  private StoreWarnings(Logger logger, Level least) {
    this.logger = logger;
    this.before = logger.getLevel();
    logger.setLevel(least);
    events.start();
    logger.addAppender(events);
  }

  public static StoreWarnings of(Class<?> type) {
    return new StoreWarnings((Logger) LoggerFactory.getLogger(type), Level.WARN);
  }

  /** Captures what is told without being a warning, too. */
  public static StoreWarnings andNewsOf(Class<?> type) {
    return new StoreWarnings((Logger) LoggerFactory.getLogger(type), Level.INFO);
  }

  /** Returns the lines so far, each after its level. */
  public List<String> lines() {
    return List.copyOf(events.list).stream()
        .filter(event -> event.getLevel().isGreaterOrEqual(logger.getLevel()))
        .map(event -> event.getLevel() + " " + event.getFormattedMessage())
        .toList();
  }

  @Override
  public void close() {
    logger.detachAppender(events);
    logger.setLevel(before);
  }
}
