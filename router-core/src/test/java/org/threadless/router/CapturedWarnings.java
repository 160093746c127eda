package org.threadless.router;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** The warnings and errors that a class logs, until this is closed. */
public final class CapturedWarnings implements AutoCloseable {

  private final Logger logger;
  private final Level before;
  private final ListAppender<ILoggingEvent> events = new ListAppender<>();

  public CapturedWarnings(Class<?> type) {
    this.logger = (Logger) LoggerFactory.getLogger(type);
    this.before = logger.getLevel();
    logger.setLevel(Level.WARN);
    events.start();
    logger.addAppender(events);
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
