package org.threadless.router.app;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.threadless.router.message.DeliveryReport;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.OutgoingMessage;

/** The phases of a message, each one method of {@link App}. */
public enum Phase {
  /** {@link App#filter}. */
  FILTER("filter", IncomingMessage.class),
  /** {@link App#parse}. */
  PARSE("parse", IncomingMessage.class),
  /** {@link App#handle}. */
  HANDLE("handle", IncomingMessage.class),
  /** {@link App#fallback}; its name outside of Java is {@code default}. */
  DEFAULT("fallback", IncomingMessage.class),
  /** {@link App#cleanup}. */
  CLEANUP("cleanup", IncomingMessage.class),
  /** {@link App#outgoing}. */
  OUTGOING("outgoing", OutgoingMessage.class),
  /** {@link App#delivered}. */
  DELIVERED("delivered", DeliveryReport.class);

  private final String method;
  private final Class<?> parameter;

  Phase(String method, Class<?> parameter) {
    this.method = method;
    this.parameter = parameter;
  }

  /**
   * Returns the phases that {@code type} has a method of its own for. The others would do nothing,
   * so a router need not call them.
   */
  public static Set<Phase> of(Class<? extends App> type) {
    Set<Phase> phases = EnumSet.noneOf(Phase.class);
    Arrays.stream(values()).filter(phase -> phase.isOverriddenBy(type)).forEach(phases::add);
    return Collections.unmodifiableSet(phases);
  }

  /** Returns whether an incoming message passes it. */
  public boolean isIncoming() {
    return parameter == IncomingMessage.class;
  }

  private boolean isOverriddenBy(Class<? extends App> type) {
    try {
      return type.getMethod(method, parameter).getDeclaringClass() != App.class;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("App has no method " + method, e);
    }
  }

  /** Returns the phase's name as the documentation has it: {@code filter}, {@code default}. */
  @Override
  public String toString() {
    return this == DEFAULT ? "default" : method;
  }
}
