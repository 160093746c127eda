package org.threadless.router.engine.sending;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.threadless.router.engine.store.Backlog;
import org.threadless.router.engine.store.Hold;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.OutgoingMessage;

/**
 * The one question that every message waits for before it goes out: may it, through this backend
 * and now? Who sends at once asks it of a message, the queue of a backend before it takes any. It
 * is answered from memory. Safe for any thread.
 */
@Singleton
public final class Departures implements Hold.Source {

  private final Backlog backlog;
  private final Backends backends;

  @Inject
  Departures(Backlog backlog, Backends backends) {
    this.backlog = backlog;
    this.backends = backends;
  }

  /** Returns what holds this message; empty where it may go out. */
  Optional<Hold> hold(OutgoingMessage message) {
    return holdOfAll(message.connection().backend());
  }

  /** Returns what holds all messages of a backend; empty where some may go out. */
  public Optional<Hold> holdOfAll(BackendName backend) {
    return backlog.pausedSince(backend).map(since -> pause(backend, since));
  }

  @Override
  public List<Hold> now() {
    return backends.all().stream()
        .map(ConfiguredBackend::name)
        .flatMap(backend -> holdOfAll(backend).stream())
        .toList();
  }

  private static Hold pause(BackendName backend, Instant since) {
    String reason = "paused by hand since " + since;
    return new Hold(backend, Hold.Cause.PAUSE, reason, Optional.of(since), Optional.empty());
  }
}
