package org.threadless.server.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.pattern.CompositeConverter;

/** {@code %line(...)} in {@code logback.xml}: whatever is in it is one line. */
public final class OneLineConverter extends CompositeConverter<ILoggingEvent> {

  @Override
  protected String transform(ILoggingEvent event, String in) {
    return OneLine.of(in);
  }
}
