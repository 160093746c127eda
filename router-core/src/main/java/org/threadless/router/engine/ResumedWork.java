package org.threadless.router.engine;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.threadless.router.engine.routing.Routing;
import org.threadless.router.engine.sending.Backends;
import org.threadless.router.engine.sending.Redelivery;
import org.threadless.router.engine.store.Backlog;
import org.threadless.router.engine.store.DueWork;
import org.threadless.router.engine.store.QueuedMessage;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.Outbox;

/** Takes up messages that wait: routes the incoming ones, sends the outgoing ones. */
@Singleton
final class ResumedWork implements DueWork {

  // The backend is not in the configuration any more; it may come back with the next one.
  private static final Duration UNKNOWN_BACKEND = Duration.ofMinutes(10);

  private final Backends backends;
  private final Backlog backlog;
  private final Routing routing;
  private final Redelivery redelivery;
  private final InstantSource clock;

  @Inject
  ResumedWork(
      Backends backends,
      Backlog backlog,
      Routing routing,
      Redelivery redelivery,
      InstantSource clock) {
    this.backends = backends;
    this.backlog = backlog;
    this.routing = routing;
    this.redelivery = redelivery;
    this.clock = clock;
  }

  @Override
  public void route(QueuedMessage queued) {
    // No turn to wait for: while messages of a connection wait, new ones do so behind them.
    Outbox outbox = routing.outbox();
    IncomingMessage message =
        new IncomingMessage(queued.id(), queued.received(), queued.receivedAt(), outbox);
    if (queued.deaths().areTooMany()) {
      routing.giveUp(message, queued.deaths().reason());
    } else {
      routing.routeStored(message, outbox);
    }
  }

  @Override
  public Optional<Instant> send(UUID connection) {
    return whereConfigured(connection, to -> redelivery.sendAll(connection, to));
  }

  @Override
  public Optional<Instant> probe(BackendName backend, int probes) {
    return whereConfigured(backend, () -> redelivery.probe(backend, probes));
  }

  /** What is done with a connection. */
  private interface Work {
    Optional<Instant> with(Connection connection);
  }

  private Optional<Instant> whereConfigured(UUID id, Work work) {
    Optional<Connection> connection = backlog.connection(id);
    return connection.flatMap(found -> whereConfigured(found.backend(), () -> work.with(found)));
  }

  private Optional<Instant> whereConfigured(BackendName backend, Supplier<Optional<Instant>> work) {
    return backends.has(backend) ? work.get() : Optional.of(clock.instant().plus(UNKNOWN_BACKEND));
  }
}
