package org.threadless.router.engine.sending;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.router.backend.SendResult;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.engine.backend.Backends;
import org.threadless.router.engine.backend.ConfiguredBackend;
import org.threadless.router.engine.backend.RetrySettings;
import org.threadless.router.engine.backlog.Backlog;
import org.threadless.router.engine.observing.Observers;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.text.Masked;

/**
 * Tells a backend that is down from a recipient that cannot be reached: a backend is down when
 * several sends in a row have failed, to several connections, with none that did not; and at once
 * where it takes nothing from us until somebody mends that. Of one with a fallback, failures to one
 * connection are enough. While it is down nobody but a probe sends anything to it.
 */
@Singleton
public final class Outages implements Outage.Source {

  private static final Logger log = LoggerFactory.getLogger(Outages.class);

  // Fewer would take a few bad numbers for an outage; more would cost a time-out each.
  private static final int FAILURES = 5;
  private static final int CONNECTIONS = 3;

  private final Backlog backlog;
  private final Backends backends;
  private final InstantSource clock;
  private final Observers observers;
  private final Map<BackendName, Run> failing = new ConcurrentHashMap<>();
  // Why those are unusable that are: told once, and again when it is something else.
  private final Map<BackendName, String> unusable = new ConcurrentHashMap<>();

  // What this node has seen of those that are down.
  private final Map<BackendName, Seen> seen = new ConcurrentHashMap<>();

  /** Why a backend is down, since when, and when it is tried again. */
  private record Seen(Masked reason, Instant since, Optional<Instant> next) {}

  /** Failures in a row. */
  private static final class Run {
    private final Set<Connection> connections = new HashSet<>();
    private int failures;

    synchronized boolean add(Connection connection, int enough) {
      failures++;
      if (connections.size() < enough) {
        connections.add(connection);
      }
      return failures >= FAILURES && connections.size() >= enough;
    }
  }

  @Inject
  Outages(Backlog backlog, Backends backends, InstantSource clock, Observers observers) {
    this.backlog = backlog;
    this.backends = backends;
    this.clock = clock;
    this.observers = observers;
  }

  boolean isDown(BackendName backend) {
    boolean down = backlog.isSuspended(backend);
    if (!down && !seen.isEmpty()) {
      seen.remove(backend);
    }
    return down;
  }

  @Override
  public List<Outage> now() {
    return backends.all().stream()
        .map(ConfiguredBackend::name)
        .filter(this::isDown)
        .map(this::outage)
        .toList();
  }

  private Outage outage(BackendName backend) {
    Optional<Seen> known = Optional.ofNullable(seen.get(backend));
    return new Outage(
        backend,
        known.map(Seen::reason).map(Masked::toString),
        known.map(Seen::since),
        known.flatMap(Seen::next));
  }

  /**
   * Returns what its gateway said last, or why it could not be asked, where this node has seen it.
   */
  Optional<String> reason(BackendName backend) {
    return Optional.ofNullable(seen.get(backend)).map(Seen::reason).map(Masked::toString);
  }

  private void saw(BackendName backend, String reason) {
    seen.merge(
        backend,
        new Seen(new Masked(reason), clock.instant(), Optional.empty()),
        (before, last) -> new Seen(last.reason(), before.since(), before.next()));
  }

  /** A backend that is down is tried again at this time. */
  void isTriedAgain(BackendName backend, Instant next) {
    seen.computeIfPresent(
        backend, (name, before) -> new Seen(before.reason(), before.since(), Optional.of(next)));
  }

  /** A send has failed and may succeed later. */
  void failed(Connection connection, SendResult.WorthRetrying result) {
    BackendName backend = connection.backend();
    boolean down =
        failing.computeIfAbsent(backend, name -> new Run()).add(connection, connections(backend));
    if (result instanceof SendResult.Unusable) {
      down = true;
      tellUnusable(backend, result.reason());
    }
    if (isDown(backend)) {
      saw(backend, result.reason());
    }
    if (down && failing.remove(backend) != null && !isDown(backend)) {
      suspend(backend, result);
    }
  }

  // Where another one takes what it does not, it costs nothing to take a bad number for an outage.
  private int connections(BackendName backend) {
    return backends.ways(backend).size() > 1 ? 1 : CONNECTIONS;
  }

  private void tellUnusable(BackendName backend, String reason) {
    if (!reason.equals(unusable.put(backend, reason))) {
      log.error(
          "backend {} cannot be used until somebody mends this, and its messages wait: {}",
          backend,
          new Masked(reason));
    }
  }

  /** The backend's gateway has answered a send, with yes or no. */
  void answered(BackendName backend) {
    if (!failing.isEmpty()) {
      failing.remove(backend);
    }
    if (!unusable.isEmpty()) {
      unusable.remove(backend);
    }
  }

  private void suspend(BackendName backend, SendResult.WorthRetrying result) {
    RetrySettings retry = backends.require(backend).settings().retry();
    try {
      Instant next = clock.instant().plus(retry.delay(1, SendAttempt.asked(result)));
      backlog.suspend(backend, next);
      saw(backend, result.reason());
      isTriedAgain(backend, next);
      observers.isDown(backend);
      log.warn(
          "backend {} is down, and its messages wait until a probe is answered; the last failure: {}",
          backend,
          new Masked(result.reason()));
    } catch (StoreUnavailableException e) {
      log.debug("backend {} seems to be down, but that cannot be stored now", backend);
    }
  }
}
