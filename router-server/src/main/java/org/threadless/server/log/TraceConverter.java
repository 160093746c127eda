package org.threadless.server.log;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.IThrowableProxy;

/**
 * {@code %trace} in {@code logback.xml}: the stack trace, in which each exception's message is one
 * line.
 */
public final class TraceConverter extends ThrowableProxyConverter {

  @Override
  protected String throwableProxyToString(IThrowableProxy thrown) {
    return super.throwableProxyToString(ToldThrowable.of(thrown, OneLine::of));
  }
}
