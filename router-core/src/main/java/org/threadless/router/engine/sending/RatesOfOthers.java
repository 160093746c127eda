package org.threadless.router.engine.sending;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.threadless.router.config.Rate;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.engine.backend.Backends;
import org.threadless.router.engine.backlog.Backlog;
import org.threadless.router.engine.rate.Rates;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.OutgoingMessage;

/**
 * Has the rates of a backend hold for what goes out by it and is another backend's own: that is not
 * counted where it is taken from what waits. Safe for any thread.
 */
@Singleton
public final class RatesOfOthers {

  private static final Duration DATABASE_AWAY = Duration.ofSeconds(1);

  // Beyond that they all come at once, and stand in line again.
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final Backlog backlog;
  private final Backends backends;
  private final InstantSource clock;
  // The last place in the line before each backend, as this node knows it.
  private final Map<BackendName, Instant> lines = new ConcurrentHashMap<>();

  @Inject
  RatesOfOthers(Backlog backlog, Backends backends, InstantSource clock) {
    this.backlog = backlog;
    this.backends = backends;
    this.clock = clock;
  }

  /**
   * Takes what lets a message go now.
   *
   * @param message as the backend gets it
   * @param inLine whether it stands in line where it may not go: its own backend has to be asked
   *     again before it comes back, which many should not do for each one that may go. Replies do
   *     not: they go first.
   * @return when to try again; empty where it may go
   */
  Optional<Instant> take(OutgoingMessage message, boolean inLine) {
    BackendName backend = message.connection().backend();
    Rates rates = backends.require(backend).settings().rates();
    if (!rates.areSet()) {
      return Optional.empty();
    }
    boolean first = !inLine || message.inResponseTo().isPresent();
    try {
      return backlog
          .takeRate(message.connection(), rates)
          .map(next -> first ? next : place(backend, next, rates));
    } catch (StoreUnavailableException e) {
      return Optional.of(clock.instant().plus(DATABASE_AWAY));
    }
  }

  private Instant place(BackendName backend, Instant next, Rates rates) {
    Duration interval = rates.ofAll().map(Rate::interval).orElse(Duration.ZERO);
    Instant end = next.plus(LONGEST);
    return lines.merge(
        backend,
        next,
        (last, free) -> {
          Instant behind = last.plus(interval);
          Instant place = behind.isAfter(free) ? behind : free;
          return place.isBefore(end) ? place : end;
        });
  }
}
