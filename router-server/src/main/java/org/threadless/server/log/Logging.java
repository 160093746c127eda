package org.threadless.server.log;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.spi.AppenderAttachable;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log of this process as the configuration wants it. Closing it lets {@code conf/logback.xml}
 * alone say at which levels.
 */
public final class Logging implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Logging.class);

  private final LoggerContext context;
  private final LogLevels levels;

  /** To be made once at a time. */
  public Logging() {
    this((LoggerContext) LoggerFactory.getILoggerFactory());
  }

  Logging(LoggerContext context) {
    this.context = context;
    this.levels = new LogLevels(context);
  }

  /** Lets the log be as these settings want it; may be called again with others. */
  public void configure(LogSettings settings) {
    levels.configure(settings);
    List<LogEncoder> encoders = encoders();
    encoders.forEach(each -> each.setFormat(settings.format()));
    if (encoders.isEmpty() && settings.format() == LogFormat.JSON) {
      log.warn(
          "logging.format: lines are not written as JSON, since conf/logback.xml has no encoder of"
              + " the class {}",
          LogEncoder.class.getName());
    }
  }

  /** Returns what lets levels hold for a while, from now on until it is closed. */
  public LevelsForNow forNow() {
    return new LevelsForNow(levels, InstantSource.system()).start();
  }

  private List<LogEncoder> encoders() {
    List<LogEncoder> found = new ArrayList<>();
    context.getLoggerList().forEach(each -> collect(each.iteratorForAppenders(), found));
    return found;
  }

  private static void collect(Iterator<Appender<ILoggingEvent>> appenders, List<LogEncoder> found) {
    while (appenders.hasNext()) {
      Appender<ILoggingEvent> appender = appenders.next();
      if (appender instanceof OutputStreamAppender<ILoggingEvent> writing
          && writing.getEncoder() instanceof LogEncoder encoder) {
        found.add(encoder);
      }
      if (appender instanceof AppenderAttachable<?>) {
        collect(attached(appender), found);
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static Iterator<Appender<ILoggingEvent>> attached(Appender<ILoggingEvent> appender) {
    // What is attached to one that takes events takes events.
    return ((AppenderAttachable<ILoggingEvent>) appender).iteratorForAppenders();
  }

  @Override
  public void close() {
    levels.setForNow(Map.of());
    levels.configure(LogSettings.none());
  }
}
