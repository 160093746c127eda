package org.threadless.server.log;

import ch.qos.logback.classic.LoggerContext;
import com.google.common.util.concurrent.Uninterruptibles;
import java.time.Duration;
import org.slf4j.LoggerFactory;

/** The end of the log: what was logged before is written, if somebody reads it soon. */
public final class LogEnd {

  // More than the log itself waits for its reader.
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private LogEnd() {}

  /** Writes what waits, and does not wait long for that. What is logged after this is lost. */
  public static void flush() {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      flush(context);
    }
  }

  static void flush(LoggerContext context) {
    // It cannot be closed while a line is being written, and that waits for whoever reads.
    Thread stop = new Thread(context::stop, "log-end");
    stop.setDaemon(true);
    stop.start();
    Uninterruptibles.joinUninterruptibly(stop, PATIENCE);
  }
}
