package org.threadless.router.engine.sending;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.threadless.router.engine.backend.Backends;
import org.threadless.router.engine.backend.ConfiguredBackend;
import org.threadless.router.engine.backend.HoursSettings;
import org.threadless.router.engine.backlog.Backlog;
import org.threadless.router.engine.store.Hold;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.OutgoingMessage;

/**
 * What every message passes before it goes out: it says whether that may be, through this backend
 * and now, and if not, until when and why. Who sends at once asks of a message, the queue of a
 * backend before it takes any. It is answered from memory. Safe for any thread.
 */
@Singleton
public final class Gate implements Hold.Source {

  private final Backlog backlog;
  private final Backends backends;
  private final InstantSource clock;

  @Inject
  Gate(Backlog backlog, Backends backends, InstantSource clock) {
    this.backlog = backlog;
    this.backends = backends;
    this.clock = clock;
  }

  /** Returns what holds this message; empty where it may go out. */
  Optional<Hold> hold(OutgoingMessage message) {
    BackendName backend = message.connection().backend();
    Optional<Hold> ofAll = holdOfAll(backend);
    return ofAll.isPresent() || message.inResponseTo().isPresent()
        ? ofAll
        : hours(backends.require(backend));
  }

  /** Returns what holds all messages of a backend; empty where some may go out. */
  public Optional<Hold> holdOfAll(BackendName backend) {
    return backlog.pausedSince(backend).map(since -> Hold.pause(backend, since));
  }

  /** Returns what holds some messages of a backend, or all; empty where all may go out. */
  public Optional<Hold> holdOfAny(BackendName backend) {
    return holdOfAll(backend).or(() -> hours(backends.require(backend)));
  }

  @Override
  public List<Hold> now() {
    return backends.all().stream().flatMap(each -> holdOfAny(each.name()).stream()).toList();
  }

  private Optional<Hold> hours(ConfiguredBackend backend) {
    Optional<HoursSettings> hours = backend.settings().hours();
    return hours.isEmpty() ? Optional.empty() : hours(backend.name(), hours.get(), clock.instant());
  }

  /** Returns that it is not the time for what apps send by a backend; empty where it is. */
  public static Optional<Hold> hours(BackendName backend, HoursSettings hours, Instant now) {
    return hours
        .opening(now)
        .map(opening -> Hold.hours(backend, opening, hours.text(opening, now)));
  }
}
