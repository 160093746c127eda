package org.threadless.console.unreached;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.threadless.router.app.StoppedNumber;
import org.threadless.router.engine.backend.Backends;
import org.threadless.router.engine.backend.ConfiguredBackend;
import org.threadless.router.engine.people.Persons;
import org.threadless.router.engine.routing.AppMemory;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.people.Person;

/** Finds whom an app lets nothing go to, since they have said STOP. */
final class StoppedPeople {

  /** Somebody, and by what they are known. */
  private record Known(Connection connection, Person person) {}

  private final AppMemory apps;
  private final Persons persons;
  private final Backends backends;

  @Inject
  StoppedPeople(AppMemory apps, Persons persons, Backends backends) {
    this.apps = apps;
    this.persons = persons;
    this.backends = backends;
  }

  boolean areKept() {
    return apps.keepsStops();
  }

  List<StoppedNumber> after(Optional<StoppedNumber> last, int limit) {
    return apps.stopped(last, limit);
  }

  NotReached who(StoppedNumber stopped) {
    Optional<Known> known = candidates(stopped).flatMap(each -> known(each).stream()).findFirst();
    return new NotReached(
        known.map(Known::person).flatMap(Person::contact),
        stopped.identity().value(),
        known.map(Known::connection),
        stopped
            .backend()
            .map(name -> "told to stop, by " + name)
            .orElse("told to stop, on every backend"),
        Optional.of(stopped.since()));
  }

  private Optional<Known> known(Connection connection) {
    return persons.of(connection).map(person -> new Known(connection, person));
  }

  private Stream<Connection> candidates(StoppedNumber stopped) {
    Stream<BackendName> names =
        stopped
            .backend()
            .map(Stream::of)
            .orElseGet(() -> backends.all().stream().map(ConfiguredBackend::name));
    return names.map(name -> new Connection(name, stopped.identity()));
  }
}
