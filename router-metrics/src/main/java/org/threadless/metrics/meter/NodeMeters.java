package org.threadless.metrics.meter;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.threadless.router.conversation.Direction;
import org.threadless.router.engine.backend.Backends;
import org.threadless.router.engine.backend.ConfiguredBackend;
import org.threadless.router.engine.sending.BackendState;
import org.threadless.router.engine.store.PoolUse;
import org.threadless.router.incoming.HandlerState;
import org.threadless.router.message.BackendName;

/** Shows how things are on this node, and what waits, as it is when somebody asks. */
public final class NodeMeters {

  private static final String SECONDS = "seconds";

  private final MeterRegistry registry;
  private final Backends backends;
  private final Glances glances;
  private final Set<Refused> refused = ConcurrentHashMap.newKeySet();
  private volatile Glance last;

  /** What requests are counted by that were refused. */
  private record Refused(String backend, int status) {}

  @Inject
  NodeMeters(MeterRegistry registry, Backends backends, Glances glances) {
    this.registry = registry;
    this.backends = backends;
    this.glances = glances;
    this.last = glances.withoutDatabase();
  }

  /** Looks how things are, for whoever reads the meters next. Never throws. */
  public void look() {
    last = glances.now();
    last.refused().stream()
        .map(each -> new Refused(each.backend(), each.status()))
        .filter(refused::add)
        .forEach(this::bindRefused);
  }

  /** Makes the meters; to be called once. */
  public void bind() {
    bindDatabase();
    bindPlaces();
    bindWaiting();
    bindCertificate();
    backends.all().stream().map(ConfiguredBackend::name).forEach(this::bindBackend);
    backends.all().forEach(each -> each.keeping().ifPresent(unused -> bindKeeping(each)));
  }

  private void bindDatabase() {
    gauge(
        "threadless.ready",
        "Whether this node takes messages",
        Tags.empty(),
        now -> Glance.number(now.isReady()));
    gauge(
        "threadless.database.up",
        "Whether the database could be asked",
        Tags.empty(),
        now -> Glance.number(now.seen().known()));
    for (PoolUse pool : last.pools()) {
      Tags tags = Tags.of("pool", pool.pool());
      gauge(
          "threadless.database.connections.max",
          "Connections that a pool may have",
          tags,
          now -> now.pool(pool.pool()).most());
      gauge(
          "threadless.database.connections",
          "Connections of a pool",
          tags.and("state", "active"),
          now -> now.pool(pool.pool()).active());
      gauge(
          "threadless.database.connections",
          "Connections of a pool",
          tags.and("state", "idle"),
          now -> now.pool(pool.pool()).idle());
      gauge(
          "threadless.database.threads.waiting",
          "Threads that wait for a connection of a pool",
          tags,
          now -> now.pool(pool.pool()).waiting());
    }
  }

  private void bindCertificate() {
    gauge(
        "threadless.certificate.end",
        "When the certificate of http.tls ends, in Unix time; NaN where there is none",
        SECONDS,
        Tags.empty(),
        Glance::certificateEnd);
  }

  private void bindPlaces() {
    gauge(
        "threadless.places.max",
        "Messages that may be in progress at once",
        Tags.empty(),
        now -> now.places().places());
    gauge(
        "threadless.places.taken",
        "Messages in progress",
        Tags.empty(),
        now -> now.places().taken());
  }

  private void bindWaiting() {
    for (Direction direction : Direction.values()) {
      bindWaiting(
          Names.OTHER,
          direction,
          now -> now.waitingElsewhere(direction),
          now -> now.oldestElsewhere(direction));
    }
    gauge(
        "threadless.scheduled.messages",
        "Messages that are not to be sent before a time",
        Tags.empty(),
        Glance::scheduled);
    gauge(
        "threadless.callbacks.waiting",
        "Events that other programs are still to be told",
        Tags.empty(),
        Glance::untold);
    gauge(
        "threadless.callbacks.oldest",
        "How long the oldest of them has waited",
        SECONDS,
        Tags.empty(),
        Glance::oldestUntold);
  }

  private void bindBackend(BackendName backend) {
    Tags tags = Tags.of("backend", backend.value());
    for (Direction direction : Direction.values()) {
      bindWaiting(
          backend.value(),
          direction,
          now -> now.waiting(backend, direction),
          now -> now.oldest(backend, direction));
    }
    for (BackendState.Kind kind : BackendState.Kind.values()) {
      gauge(
          "threadless.backend.state",
          "Whether messages go out by a backend",
          tags.and("state", Names.of(kind)),
          now -> now.is(backend, kind));
    }
    gauge(
        "threadless.backend.refuses.everybody",
        "Whether a backend has refused everybody for a while",
        tags,
        now -> now.isShut(backend));
  }

  // Asked each time, since the handler may be replaced by one with other settings.
  private void bindKeeping(ConfiguredBackend backend) {
    Tags tags = Tags.of("backend", backend.name().value(), "handler", backend.handlerName());
    handlerGauge(
        "threadless.handler.taking",
        "Whether a handler takes messages that are kept elsewhere",
        tags,
        () -> Glance.number(state(backend).taking()));
    for (HandlerState.Figure each : state(backend).figures()) {
      handlerGauge(
          "threadless.handler." + each.name().replace('-', '.'),
          each.help(),
          tags,
          () -> state(backend).figure(each.name()));
    }
  }

  private static HandlerState state(ConfiguredBackend backend) {
    return backend.keeping().orElseThrow().state();
  }

  private void handlerGauge(String name, String help, Tags tags, Supplier<Number> value) {
    Gauge.builder(name, value).description(help).tags(tags).register(registry);
  }

  private void bindWaiting(
      String backend,
      Direction direction,
      ToDoubleFunction<Glance> count,
      ToDoubleFunction<Glance> oldest) {
    Tags tags = Tags.of("backend", backend, "direction", Names.of(direction));
    gauge("threadless.waiting.messages", "Messages that wait, up to 100,000", tags, count);
    gauge(
        "threadless.waiting.oldest",
        "How long the oldest of them has waited",
        SECONDS,
        tags,
        oldest);
  }

  private void bindRefused(Refused each) {
    FunctionCounter.builder(
            "threadless.requests.refused",
            this,
            node -> node.last.refused(each.backend(), each.status()))
        .description("Requests that were refused, and what they had with them")
        .tag("backend", each.backend().isEmpty() ? Names.NONE : each.backend())
        .tag("status", Integer.toString(each.status()))
        .register(registry);
  }

  private void gauge(String name, String help, Tags tags, ToDoubleFunction<Glance> value) {
    gauge(name, help, null, tags, value);
  }

  private void gauge(
      String name, String help, String unit, Tags tags, ToDoubleFunction<Glance> value) {
    Gauge.builder(name, this, node -> value.applyAsDouble(node.last))
        .description(help)
        .baseUnit(unit)
        .tags(tags)
        .register(registry);
  }
}
