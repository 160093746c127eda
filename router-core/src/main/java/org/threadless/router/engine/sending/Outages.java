package org.threadless.router.engine.sending;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.router.backend.SendResult;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.engine.store.Backlog;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.text.Masked;

/**
 * Tells a backend that is down from a recipient that cannot be reached: a backend is down when
 * several sends in a row have failed, to several connections, with none that did not; and at once
 * where it takes nothing from us until somebody mends that. While it is down nobody but a probe
 * sends anything to it.
 */
@Singleton
public final class Outages {

  private static final Logger log = LoggerFactory.getLogger(Outages.class);

  // Fewer would take a few bad numbers for an outage; more would cost a time-out each.
  private static final int FAILURES = 5;
  private static final int CONNECTIONS = 3;

  private final Backlog backlog;
  private final Backends backends;
  private final InstantSource clock;
  private final Map<BackendName, Run> failing = new ConcurrentHashMap<>();
  // Why those are unusable that are: told once, and again when it is something else.
  private final Map<BackendName, String> unusable = new ConcurrentHashMap<>();

  /** Failures in a row. */
  private static final class Run {
    private final Set<Connection> connections = new HashSet<>();
    private int failures;

    synchronized boolean add(Connection connection) {
      failures++;
      if (connections.size() < CONNECTIONS) {
        connections.add(connection);
      }
      return failures >= FAILURES && connections.size() >= CONNECTIONS;
    }
  }

  @Inject
  Outages(Backlog backlog, Backends backends, InstantSource clock) {
    this.backlog = backlog;
    this.backends = backends;
    this.clock = clock;
  }

  boolean isDown(BackendName backend) {
    return backlog.isSuspended(backend);
  }

  /** A send has failed and may succeed later. */
  void failed(Connection connection, SendResult.WorthRetrying result) {
    BackendName backend = connection.backend();
    boolean down = failing.computeIfAbsent(backend, name -> new Run()).add(connection);
    if (result instanceof SendResult.Unusable) {
      down = true;
      tellUnusable(backend, result.reason());
    }
    if (down && failing.remove(backend) != null && !isDown(backend)) {
      suspend(backend, result);
    }
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
      backlog.suspend(backend, clock.instant().plus(retry.delay(1, Sending.asked(result))));
      log.warn(
          "backend {} is down, and its messages wait until a probe is answered; the last failure: {}",
          backend,
          new Masked(result.reason()));
    } catch (StoreUnavailableException e) {
      log.debug("backend {} seems to be down, but that cannot be stored now", backend);
    }
  }
}
