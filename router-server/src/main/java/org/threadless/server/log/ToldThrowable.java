package org.threadless.server.log;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/** An exception, and those behind it, whose messages are told otherwise than they are. */
final class ToldThrowable implements IThrowableProxy {

  private final IThrowableProxy thrown;
  private final UnaryOperator<String> telling;

  private ToldThrowable(IThrowableProxy thrown, UnaryOperator<String> telling) {
    this.thrown = thrown;
    this.telling = telling;
  }

  /**
   * Returns that exception; null where it is null.
   *
   * @param telling makes of a message what is told
   */
  static IThrowableProxy of(IThrowableProxy thrown, UnaryOperator<String> telling) {
    return thrown == null ? null : new ToldThrowable(thrown, telling);
  }

  @Override
  public String getMessage() {
    return told(thrown.getMessage());
  }

  @Override
  public String getOverridingMessage() {
    return told(thrown.getOverridingMessage());
  }

  private String told(String message) {
    return message == null ? null : telling.apply(message);
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
    return of(thrown.getCause(), telling);
  }

  @Override
  public IThrowableProxy[] getSuppressed() {
    return Arrays.stream(thrown.getSuppressed())
        .map(each -> of(each, telling))
        .toArray(IThrowableProxy[]::new);
  }

  @Override
  public boolean isCyclic() {
    return thrown.isCyclic();
  }
}
