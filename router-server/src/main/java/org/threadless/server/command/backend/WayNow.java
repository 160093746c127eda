package org.threadless.server.command.backend;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.threadless.router.engine.backend.HoursSettings;
import org.threadless.router.engine.sending.Gate;
import org.threadless.router.engine.sending.Obstacles;
import org.threadless.router.engine.sending.Outage;
import org.threadless.router.engine.store.Hold;
import org.threadless.router.message.BackendName;
import org.threadless.server.command.table.RouteTable;
import org.threadless.server.wiring.Setup;
import org.threadless.storage.offline.CheckedDatabase;

/** What holds up messages of a backend now, and what becomes of one therefore, for people. */
final class WayNow {

  private final Setup setup;
  private final CheckedDatabase database;
  private final Instant now;

  /**
   * @param database what it says; one that was not read knows of nothing that is down or paused
   */
  WayNow(Setup setup, CheckedDatabase database, Instant now) {
    this.setup = setup;
    this.database = database;
    this.now = now;
  }

  /** Returns what holds up a backend and its fallbacks, one after the other. */
  List<String> holds(BackendName backend) {
    return setup.ways(backend).stream()
        .flatMap(each -> held(each).map(why -> each + " is " + why))
        .toList();
  }

  /** Returns how a backend is that is held up, after its name and "is"; empty where it is not. */
  Optional<String> how(BackendName backend) {
    return Obstacles.how(backend, holdsOf(backend), database.down());
  }

  private Stream<String> held(BackendName backend) {
    return Stream.concat(
        holdsOf(backend).stream().map(Hold::reason), outage(backend).stream().map(Outage::told));
  }

  private List<Hold> holdsOf(BackendName backend) {
    return Stream.concat(pause(backend).stream(), hours(backend).stream()).toList();
  }

  private Optional<Hold> pause(BackendName backend) {
    return database.paused().stream().filter(each -> each.backend().equals(backend)).findFirst();
  }

  private Optional<Outage> outage(BackendName backend) {
    return database.down().stream().filter(each -> each.backend().equals(backend)).findFirst();
  }

  private Optional<Hold> hours(BackendName backend) {
    return hoursOf(backend).flatMap(hours -> Gate.hours(backend, hours, now));
  }

  private Optional<String> opening(BackendName backend) {
    return hoursOf(backend).flatMap(hours -> hours.opening(now).map(time -> hours.text(time, now)));
  }

  private Optional<HoursSettings> hoursOf(BackendName backend) {
    return setup.backends().stream()
        .filter(each -> each.name().equals(backend))
        .findFirst()
        .flatMap(each -> each.common().hours());
  }

  /** Returns what becomes of a message that answers nothing; empty where nothing holds it up. */
  Optional<String> outcome(BackendName backend) {
    if (pause(backend).isPresent()) {
      return Optional.of("it waits until somebody resumes " + backend);
    }
    Optional<String> opening = opening(backend);
    if (opening.isPresent()) {
      return opening.map(time -> "it waits until " + time + "; an answer goes out");
    }
    return outage(backend).map(down -> elsewhere(backend));
  }

  private String elsewhere(BackendName backend) {
    return setup.ways(backend).stream()
        .filter(way -> held(way).findAny().isEmpty())
        .findFirst()
        .map(way -> "it goes out by " + way)
        .orElse("it waits until " + backend + " is up again" + orFallback(backend));
  }

  private String orFallback(BackendName backend) {
    return RouteTable.fallbacks(setup, backend).isEmpty() ? "" : ", or a fallback takes it";
  }
}
