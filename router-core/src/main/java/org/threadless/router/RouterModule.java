package org.threadless.router;

import com.google.inject.AbstractModule;
import com.google.inject.Scopes;
import java.time.Clock;
import java.time.InstantSource;
import org.threadless.router.message.MessageIds;

/**
 * Binds the router. What it needs from others: {@link ProjectName}, {@link
 * org.threadless.router.store.MessageStore}, and the lists of {@link ConfiguredApp}s and {@link
 * ConfiguredBackend}s.
 */
public final class RouterModule extends AbstractModule {

  private final InstantSource clock;
  private final Trace trace;

  /** Goes by the system's clock, and shows nobody the way of messages. */
  public RouterModule() {
    this(Clock.systemUTC(), Trace.NONE);
  }

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
    bind(InstantSource.class).toInstance(clock);
    bind(Trace.class).toInstance(trace);
    bind(MessageIds.class).toInstance(new MessageIds());
    bind(Backends.class);
    bind(ConnectionOrder.class);
    bind(Routers.class);
    bind(Delivery.class);
    bind(Messenger.class);
    bind(Routing.class);
    bind(Incoming.class).to(Routing.class).in(Scopes.SINGLETON);
  }
}
