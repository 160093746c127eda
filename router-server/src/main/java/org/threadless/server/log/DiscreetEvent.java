package org.threadless.server.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.LoggerContextVO;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;
import org.slf4j.helpers.MessageFormatter;
import org.threadless.router.engine.call.Discretion;

/** A line of the log that does not tell what its message says, and whom it is from or to. */
final class DiscreetEvent implements ILoggingEvent {

  private final ILoggingEvent event;
  private final String pattern;
  private final Object[] arguments;
  private final String line;
  private final IThrowableProxy thrown;

  /** To be made on the thread that logs. */
  DiscreetEvent(ILoggingEvent event, Discretion discretion) {
    this.event = event;
    this.pattern = discretion.line(event.getMessage());
    this.arguments = arguments(event.getArgumentArray(), discretion::quoted);
    this.line = MessageFormatter.basicArrayFormat(pattern, arguments);
    this.thrown = ToldThrowable.of(event.getThrowableProxy(), discretion::quoted);
  }

  private static Object[] arguments(Object[] said, UnaryOperator<String> hiding) {
    return said == null
        ? null
        : Arrays.stream(said)
            .map(each -> each == null || each instanceof Number ? each : told(each, hiding))
            .toArray();
  }

  private static String told(Object said, UnaryOperator<String> hiding) {
    String text = MessageFormatter.basicArrayFormat("{}", new Object[] {said});
    return hiding.apply(text);
  }

  @Override
  public String getMessage() {
    return pattern;
  }

  @Override
  public Object[] getArgumentArray() {
    return arguments == null ? null : arguments.clone();
  }

  @Override
  public String getFormattedMessage() {
    return line;
  }

  @Override
  public IThrowableProxy getThrowableProxy() {
    return thrown;
  }

  @Override
  public String getThreadName() {
    return event.getThreadName();
  }

  @Override
  public Level getLevel() {
    return event.getLevel();
  }

  @Override
  public String getLoggerName() {
    return event.getLoggerName();
  }

  @Override
  public LoggerContextVO getLoggerContextVO() {
    return event.getLoggerContextVO();
  }

  @Override
  public StackTraceElement[] getCallerData() {
    return event.getCallerData();
  }

  @Override
  public boolean hasCallerData() {
    return event.hasCallerData();
  }

  @Override
  public List<Marker> getMarkerList() {
    return event.getMarkerList();
  }

  @Override
  public Map<String, String> getMDCPropertyMap() {
    return event.getMDCPropertyMap();
  }

  /** As its super type wants it; not asked any more. */
  @Override
  @Deprecated
  @SuppressWarnings("InlineMeSuggester")
  public Map<String, String> getMdc() {
    return event.getMDCPropertyMap();
  }

  @Override
  public long getTimeStamp() {
    return event.getTimeStamp();
  }

  @Override
  public int getNanoseconds() {
    return event.getNanoseconds();
  }

  @Override
  public long getSequenceNumber() {
    return event.getSequenceNumber();
  }

  @Override
  public List<KeyValuePair> getKeyValuePairs() {
    return event.getKeyValuePairs();
  }

  @Override
  public void prepareForDeferredProcessing() {
    event.prepareForDeferredProcessing();
  }
}
