package org.threadless.router;

import com.google.inject.AbstractModule;
import com.google.inject.Scopes;
import java.time.InstantSource;
import org.threadless.router.message.MessageIds;
import org.threadless.router.store.DueWork;

/**
 * Binds the router. What it needs from others: {@link ProjectName}, {@link Limits}, {@link
 * org.threadless.router.store.MessageStore}, {@link org.threadless.router.store.Backlog}, and the
 * lists of {@link ConfiguredApp}s and {@link ConfiguredBackend}s.
 */
public final class RouterModule extends AbstractModule {

  private final InstantSource clock;
  private final Trace trace;

  /**
   * @param clock what the time is taken from, for apps and backends as well
   * @param trace sees the way of every message
   */
  public RouterModule(InstantSource clock, Trace trace) {
    this.clock = clock;
    this.trace = trace;
  }

  @Override
  protected void configure() {
    // Of all modules beside this one as well: what nobody has bound is a mistake.
    binder().requireExplicitBindings();
    binder().requireExactBindingAnnotations();
    binder().disableCircularProxies();
    bind(InstantSource.class).toInstance(clock);
    bind(Trace.class).toInstance(trace);
    bind(MessageIds.class).toInstance(new MessageIds());
    bind(Backends.class);
    bind(OutgoingOrder.class);
    bind(Calls.class);
    bind(SlowCalls.class);
    bind(Places.class);
    bind(Occupancy.Source.class).to(Places.class);
    bind(Routers.class);
    bind(Outages.class);
    bind(SendsUnderWay.class);
    bind(FailedMessages.class);
    bind(Sending.class);
    bind(Delivery.class);
    bind(Redelivery.class);
    bind(Messenger.class);
    bind(Routing.class);
    bind(InlineHandler.class);
    bind(QueueHandler.class);
    bind(Incoming.class).to(SingleWayIn.class).in(Scopes.SINGLETON);
    bind(DueWork.class).to(ResumedWork.class).in(Scopes.SINGLETON);
    bind(ReportTokens.class);
    bind(Reporting.class);
    bind(DeliveryReports.class).to(Reporting.class).in(Scopes.SINGLETON);
  }
}
