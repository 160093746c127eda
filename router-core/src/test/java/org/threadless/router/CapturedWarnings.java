package org.threadless.router;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** The warnings and errors that a class logs, or its news as well, until this is closed. */
public final class CapturedWarnings implements AutoCloseable {

  private final Logger logger;
  private final Level before;
  private final ListAppender<ILoggingEvent> events = new ListAppender<>();

  public CapturedWarnings(Class<?> type) {
    this(type, Level.WARN);
  }

  private CapturedWarnings(Class<?> type, Level least) {
    this.logger = (Logger) LoggerFactory.getLogger(type);
    this.before = logger.getLevel();
    logger.setLevel(least);
    events.start();
    logger.addAppender(events);
  }

  /** Captures what is told without being a warning, too. */
  public static CapturedWarnings andNewsOf(Class<?> type) {
    return new CapturedWarnings(type, Level.INFO);
  }

  /** Returns the lines so far, each after its level. */
  public List<String> linesWithLevels() {
    return List.copyOf(events.list).stream()
        .filter(event -> event.getLevel().isGreaterOrEqual(logger.getLevel()))
        .map(event -> event.getLevel() + " " + event.getFormattedMessage())
        .toList();
  }

  /** Returns the lines so far. */
  public List<String> lines() {
    return List.copyOf(events.list).stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  /** Returns the stack traces that belong to them. */
  public List<String> traces() {
    return List.copyOf(events.list).stream()
        .map(event -> ThrowableProxyUtil.asString(event.getThrowableProxy()))
        .toList();
  }

  @Override
  public void close() {
    logger.detachAppender(events);
    logger.setLevel(before);
  }
}
