package org.threadless.server.command;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.threadless.router.engine.backend.HoursSettings;
import org.threadless.router.message.BackendName;
import org.threadless.server.wiring.Setup;
import org.threadless.storage.offline.CheckedDatabase;

/** What holds up messages of a backend now, and what becomes of one therefore, for people. */
final class WayNow {

  private final Setup setup;
  private final Set<BackendName> down;
  private final Set<BackendName> paused;
  private final Instant now;

  /**
   * @param database what it says; one that was not read knows of nothing that is down or paused
   */
  WayNow(Setup setup, CheckedDatabase database, Instant now) {
    this.setup = setup;
    this.down = Set.copyOf(database.down());
    this.paused = Set.copyOf(database.paused());
    this.now = now;
  }

  /** Returns what holds up a backend and its fallbacks, one after the other. */
  List<String> holds(BackendName backend) {
    return setup.ways(backend).stream().flatMap(each -> held(each).stream()).toList();
  }

  private List<String> held(BackendName backend) {
    List<String> found = new ArrayList<>();
    if (paused.contains(backend)) {
      found.add(backend + " is paused by hand");
    }
    opening(backend)
        .ifPresent(time -> found.add(backend + " is outside of its hours until " + time));
    if (down.contains(backend)) {
      found.add(backend + " is down");
    }
    return found;
  }

  private Optional<String> opening(BackendName backend) {
    return setup.backends().stream()
        .filter(each -> each.name().equals(backend))
        .findFirst()
        .flatMap(each -> each.common().hours())
        .flatMap(this::opening);
  }

  private Optional<String> opening(HoursSettings hours) {
    return hours.opening(now).map(time -> hours.text(time, now));
  }

  /** Returns what becomes of a message that answers nothing; empty where nothing holds it up. */
  Optional<String> outcome(BackendName backend) {
    if (paused.contains(backend)) {
      return Optional.of("it waits until somebody resumes " + backend);
    }
    Optional<String> opening = opening(backend);
    if (opening.isPresent()) {
      return opening.map(time -> "it waits until " + time + "; an answer goes out");
    }
    return down.contains(backend) ? Optional.of(elsewhere(backend)) : Optional.empty();
  }

  private String elsewhere(BackendName backend) {
    return setup.ways(backend).stream()
        .filter(way -> held(way).isEmpty())
        .findFirst()
        .map(way -> "it goes out by " + way)
        .orElse("it waits until " + backend + " is up again" + orFallback(backend));
  }

  private String orFallback(BackendName backend) {
    return RouteTable.fallbacks(setup, backend).isEmpty() ? "" : ", or a fallback takes it";
  }
}
