package org.threadless.server.log;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.util.concurrent.atomic.LongAdder;
import org.threadless.router.engine.call.Discretion;

/**
 * The one way into the log. What the message that is in hand says, and whom it is from, is told by
 * loggers at TRACE alone.
 *
 * <p>Keeps whoever logs from waiting for whoever reads the log: a few thousand lines wait, and what
 * does not fit is dropped, be it a warning or not. How many were is told when there is room again.
 */
public final class LossyAppender extends AsyncAppender {

  private static final int LINES = 2048;
  private static final int FLUSH_MILLIS = 2000;

  private final LongAdder dropped = new LongAdder();

  /** Takes its lines to the appender that is put into it. */
  public LossyAppender() {
    setQueueSize(LINES);
    setNeverBlock(true);
    setDiscardingThreshold(0);
    setMaxFlushTime(FLUSH_MILLIS);
  }

  @Override
  protected void append(ILoggingEvent logged) {
    if (getRemainingCapacity() < 2) {
      dropped.increment();
      return;
    }
    long lost = dropped.sumThenReset();
    if (lost > 0) {
      super.append(told(lost));
    }
    super.append(discreet(logged));
  }

  // Here, on the thread that has the message in hand. Whoever lets a logger log at TRACE wants all.
  private ILoggingEvent discreet(ILoggingEvent logged) {
    Discretion discretion = Discretion.ofThread().orElse(null);
    return discretion == null || isTraced(logged) ? logged : new DiscreetEvent(logged, discretion);
  }

  private boolean isTraced(ILoggingEvent logged) {
    return ((LoggerContext) getContext()).getLogger(logged.getLoggerName()).isTraceEnabled();
  }

  private LoggingEvent told(long lost) {
    return new LoggingEvent(
        LossyAppender.class.getName(),
        ((LoggerContext) getContext()).getLogger(LossyAppender.class),
        Level.WARN,
        "{} lines were dropped: nobody read the log",
        null,
        new Object[] {lost});
  }
}
