package org.threadless.server.log;

import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;

/**
 * The encoder of {@code conf/logback.xml}: writes lines by its pattern, or as JSON where {@code
 * logging.format} of the configuration says so.
 */
public final class LogEncoder extends PatternLayoutEncoder {

  private final JsonLine json = new JsonLine();
  private volatile LogFormat format = LogFormat.TEXT;

  /** Writes lines so from now on. */
  void setFormat(LogFormat format) {
    this.format = format;
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    return format == LogFormat.JSON ? json.of(event) : super.encode(event);
  }
}
