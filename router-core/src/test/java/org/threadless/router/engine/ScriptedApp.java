package org.threadless.router.engine;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.threadless.router.app.App;
import org.threadless.router.app.Phase;
import org.threadless.router.message.DeliveryReport;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.OutgoingMessage;

/** An app that does in each phase what a test says, and notes that it was called. */
final class ScriptedApp implements App {

  /** What an app does with an incoming message. */
  interface OnIncoming {
    boolean see(IncomingMessage message) throws Exception;
  }

  /** What an app does with an outgoing message. */
  interface OnOutgoing {
    boolean see(OutgoingMessage message) throws Exception;
  }

  /** What an app does with a delivery report. */
  interface OnReport {
    void see(DeliveryReport report) throws Exception;
  }

  private final String name;
  private final List<String> calls;
  private final Map<Phase, OnIncoming> incoming = new EnumMap<>(Phase.class);
  private OnOutgoing outgoing = message -> true;
  private OnReport delivered = report -> {};

  ScriptedApp(String name, List<String> calls) {
    this.name = name;
    this.calls = calls;
  }

  ScriptedApp on(Phase phase, OnIncoming what) {
    incoming.put(phase, what);
    return this;
  }

  ScriptedApp onOutgoing(OnOutgoing what) {
    outgoing = what;
    return this;
  }

  ScriptedApp onDelivered(OnReport what) {
    delivered = what;
    return this;
  }

  String name() {
    return name;
  }

  @Override
  public boolean filter(IncomingMessage message) throws Exception {
    return see(Phase.FILTER, message);
  }

  @Override
  public void parse(IncomingMessage message) throws Exception {
    see(Phase.PARSE, message);
  }

  @Override
  public boolean handle(IncomingMessage message) throws Exception {
    return see(Phase.HANDLE, message);
  }

  @Override
  public boolean fallback(IncomingMessage message) throws Exception {
    return see(Phase.DEFAULT, message);
  }

  @Override
  public void cleanup(IncomingMessage message) throws Exception {
    see(Phase.CLEANUP, message);
  }

  @Override
  public boolean outgoing(OutgoingMessage message) throws Exception {
    calls.add(name + " outgoing");
    return outgoing.see(message);
  }

  @Override
  public void delivered(DeliveryReport report) throws Exception {
    calls.add(name + " delivered");
    delivered.see(report);
  }

  private boolean see(Phase phase, IncomingMessage message) throws Exception {
    calls.add(name + " " + phase);
    OnIncoming what = incoming.get(phase);
    return what != null && what.see(message);
  }
}
