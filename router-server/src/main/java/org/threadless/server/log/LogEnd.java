package org.threadless.server.log;

import ch.qos.logback.classic.LoggerContext;
import org.slf4j.LoggerFactory;

/** The end of the log: what was logged before is written, if somebody reads it soon. */
public final class LogEnd {

  private LogEnd() {}

  /** Writes what waits. What is logged after this is lost. */
  public static void flush() {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      context.stop();
    }
  }
}
