package org.threadless.router;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.threadless.router.message.MessageIds;
import org.threadless.router.message.Outbox;
import org.threadless.router.store.UnitOfWork;

/** Makes a router for each message. */
@Singleton
final class Routers {

  private final List<ConfiguredApp> apps;
  private final Backends backends;
  private final MessageIds ids;
  private final InstantSource clock;
  private final Trace trace;

  @Inject
  Routers(
      List<ConfiguredApp> apps,
      Backends backends,
      MessageIds ids,
      InstantSource clock,
      Trace trace) {
    this.apps = List.copyOf(apps);
    this.backends = backends;
    this.ids = ids;
    this.clock = clock;
    this.trace = trace;
  }

  /** Returns where a router's apps put what they want sent. */
  Outbox outbox() {
    return new Outbox(ids, clock, backends::require);
  }

  /** Returns a router with instances of the apps for one message. */
  Router create(UnitOfWork work, Outbox outbox) {
    List<Router.Stop> way = new ArrayList<>(apps.size());
    for (ConfiguredApp app : apps) {
      way.add(new Router.Stop(app, app.provider().get()));
    }
    return new Router(way, work, outbox, trace);
  }
}
