package org.threadless.server.log;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import java.util.Arrays;

/** An exception, and those behind it, whose messages are one line each. */
final class OneLineThrowable implements IThrowableProxy {

  private final IThrowableProxy thrown;

  OneLineThrowable(IThrowableProxy thrown) {
    this.thrown = thrown;
  }

  private static IThrowableProxy of(IThrowableProxy thrown) {
    return thrown == null ? null : new OneLineThrowable(thrown);
  }

  @Override
  public String getMessage() {
    return thrown.getMessage() == null ? null : OneLine.of(thrown.getMessage());
  }

  @Override
  public String getOverridingMessage() {
    String message = thrown.getOverridingMessage();
    return message == null ? null : OneLine.of(message);
  }

  @Override
  public String getClassName() {
    return thrown.getClassName();
  }

  @Override
  public StackTraceElementProxy[] getStackTraceElementProxyArray() {
    return thrown.getStackTraceElementProxyArray();
  }

  @Override
  public int getCommonFrames() {
    return thrown.getCommonFrames();
  }

  @Override
  public IThrowableProxy getCause() {
    return of(thrown.getCause());
  }

  @Override
  public IThrowableProxy[] getSuppressed() {
    return Arrays.stream(thrown.getSuppressed())
        .map(OneLineThrowable::of)
        .toArray(IThrowableProxy[]::new);
  }

  @Override
  public boolean isCyclic() {
    return thrown.isCyclic();
  }
}
