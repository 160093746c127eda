package org.threadless.console.conversation;

import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.threadless.console.call.ConsolePages;
import org.threadless.console.call.Links;
import org.threadless.console.call.PageRoute;
import org.threadless.console.call.PageRoutes;
import org.threadless.console.call.Reply;
import org.threadless.console.call.Section;
import org.threadless.console.call.Visit;
import org.threadless.http.request.RequestException;
import org.threadless.router.conversation.Direction;
import org.threadless.router.engine.access.user.Role;
import org.threadless.router.engine.people.Persons;
import org.threadless.router.engine.routing.AppMemory;
import org.threadless.router.message.Connection;
import org.threadless.router.people.PeopleException;
import org.threadless.router.people.Person;

/** What is done about whoever is at the other end of a conversation. */
public final class PersonRoutes implements PageRoutes {

  // How long messages are waited for that are routed or sent just now.
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final String ERASE = ConversationRoutes.PATH + "/erase";

  private final Persons persons;
  private final AppMemory apps;
  private final StopState stops;

  @Inject
  PersonRoutes(Persons persons, AppMemory apps, StopState stops) {
    this.persons = persons;
    this.apps = apps;
    this.stops = stops;
  }

  @Override
  public List<PageRoute> all() {
    return List.of(
        PageRoute.post(ConversationRoutes.PATH + "/stop", Role.OPERATOR, this::stop),
        PageRoute.post(ConversationRoutes.PATH + "/start", Role.OPERATOR, this::start),
        PageRoute.get(ERASE, Role.ADMIN, this::ask),
        PageRoute.post(ERASE, Role.ADMIN, this::erase));
  }

  private Reply stop(Visit visit) {
    Connection connection = ConversationRoutes.connection(visit);
    stops.stop(connection);
    return done(visit, connection, "stopped");
  }

  private Reply start(Visit visit) {
    Connection connection = ConversationRoutes.connection(visit);
    stops.start(connection);
    return done(visit, connection, "started");
  }

  private static Reply done(Visit visit, Connection connection, String what) {
    visit.noted("person-" + what, connection.written());
    return Reply.redirect(Links.conversation(connection) + "?done=" + what);
  }

  private Person find(Connection connection) {
    return persons
        .of(connection)
        .orElseThrow(
            () -> new RequestException(404, "Nothing is kept of " + connection.written() + "."));
  }

  private Reply ask(Visit visit) {
    Connection connection = ConversationRoutes.connection(visit);
    Person person = find(connection);
    String here = ConsolePages.ROOT + Links.conversation(connection);
    return Reply.page(
        "Erase a person",
        Section.MESSAGES,
        "erasure",
        new Erasure(
            connection.identity().value(),
            person.contact().flatMap(each -> each.name()).orElse(""),
            person.connections().stream().map(Connection::written).toList(),
            persons.count(person, Direction.IN),
            persons.count(person, Direction.OUT),
            keepers(person),
            here + "/erase",
            here));
  }

  private List<String> keepers(Person person) {
    try {
      return List.copyOf(apps.of(person).keySet());
    } catch (PeopleException e) {
      throw new RequestException(409, "It cannot be told what is kept: " + e.getMessage() + ".");
    }
  }

  private Reply erase(Visit visit) {
    Connection connection = ConversationRoutes.connection(visit);
    Person person = find(connection);
    try {
      persons.erase(person, PATIENCE, work -> apps.erase(person, work));
    } catch (PeopleException e) {
      throw new RequestException(409, "Not all is erased: " + e.getMessage() + ".");
    }
    // Not who it was.
    visit.noted("person-erase", connection.backend().value());
    return Reply.redirect("/messages?done=erased");
  }
}
