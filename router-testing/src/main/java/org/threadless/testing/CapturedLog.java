package org.threadless.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * Captures what is logged until it is closed: all of what this project and a package of the test's
 * choice log, and of others what is important enough for a log in production.
 */
public final class CapturedLog implements AutoCloseable {

  private final Logger root = logger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final List<Detailed> detailed;

  /** A logger that logs all while this lasts, and what it logged before. */
  private record Detailed(Logger logger, Level before) {

    static Detailed of(String name, Level level) {
      Detailed detailed =
          new Detailed(CapturedLog.logger(name), CapturedLog.logger(name).getLevel());
      detailed.logger.setLevel(level);
      return detailed;
    }

    void restore() {
      logger.setLevel(before);
    }
  }

  /**
   * @param detailed a class of whose package everything is captured
   */
  public CapturedLog(Class<?> detailed) {
    this.detailed =
        List.of(
            Detailed.of(org.slf4j.Logger.ROOT_LOGGER_NAME, Level.INFO),
            Detailed.of("org.threadless", Level.TRACE),
            Detailed.of(detailed.getPackageName(), Level.TRACE));
    lines.start();
    root.addAppender(lines);
  }

  /** Returns the lines so far, each with the stack trace that belongs to it. */
  public List<String> lines() {
    return List.copyOf(lines.list).stream().map(CapturedLog::shown).toList();
  }

  @Override
  public void close() {
    root.detachAppender(lines);
    // Backwards: two of them may be the same logger.
    for (int i = detailed.size() - 1; i >= 0; i--) {
      detailed.get(i).restore();
    }
  }

  private static Logger logger(String name) {
    return (Logger) LoggerFactory.getLogger(name);
  }

  private static String shown(ILoggingEvent event) {
    String line = event.getFormattedMessage() + " " + event.getMDCPropertyMap();
    return event.getThrowableProxy() == null
        ? line
        : line + "\n" + ThrowableProxyUtil.asString(event.getThrowableProxy());
  }
}
