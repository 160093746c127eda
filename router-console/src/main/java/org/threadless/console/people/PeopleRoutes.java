package org.threadless.console.people;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.threadless.console.call.ConsolePages;
import org.threadless.console.call.DoneSentence;
import org.threadless.console.call.Links;
import org.threadless.console.call.PageRoute;
import org.threadless.console.call.PageRoutes;
import org.threadless.console.call.Reply;
import org.threadless.console.call.Section;
import org.threadless.console.call.TypedNumber;
import org.threadless.console.call.Visit;
import org.threadless.http.request.FormReader;
import org.threadless.http.request.RequestException;
import org.threadless.router.engine.access.user.Role;
import org.threadless.router.engine.backend.Backends;
import org.threadless.router.engine.backend.ConfiguredBackend;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Contact;
import org.threadless.router.message.Group;
import org.threadless.router.message.Identity;
import org.threadless.router.message.Numbers;
import org.threadless.router.people.Contacts;
import org.threadless.router.people.Groups;

/** The pages of people. */
public final class PeopleRoutes implements PageRoutes {

  private static final String ONE = "/people/{id}";
  private static final int SHOWN = 50;

  private final Contacts contacts;
  private final Groups groups;
  private final Backends backends;
  private final Numbers numbers;

  @Inject
  PeopleRoutes(Contacts contacts, Groups groups, Backends backends, Numbers numbers) {
    this.contacts = contacts;
    this.groups = groups;
    this.backends = backends;
    this.numbers = numbers;
  }

  @Override
  public List<PageRoute> all() {
    return List.of(
        PageRoute.get("/people", Role.READER, this::list),
        PageRoute.post("/people", Role.OPERATOR, this::add),
        PageRoute.get(ONE, Role.READER, this::show),
        PageRoute.post(ONE, Role.OPERATOR, this::change),
        PageRoute.post(ONE + "/connect", Role.OPERATOR, this::connect),
        PageRoute.post(ONE + "/disconnect", Role.OPERATOR, this::disconnect),
        PageRoute.post(ONE + "/join", Role.OPERATOR, this::join),
        PageRoute.post(ONE + "/leave", Role.OPERATOR, this::leave),
        PageRoute.post(ONE + "/delete", Role.OPERATOR, this::delete));
  }

  private Reply list(Visit visit) {
    Optional<String> asked = visit.query("find");
    List<Contact> found =
        asked.map(this::find).orElseGet(() -> contacts.list(visit.listKey("after"), SHOWN + 1));
    boolean goesOn = asked.isEmpty() && found.size() > SHOWN;
    List<Contact> shown = goesOn ? found.subList(0, SHOWN) : found;
    return Reply.page(
        "People",
        Section.PEOPLE,
        "people",
        new PeopleList(
            asked.orElse(""),
            ListedPerson.of(shown),
            goesOn
                ? Optional.of(ConsolePages.ROOT + "/people?after=" + shown.get(SHOWN - 1).id())
                : Optional.empty(),
            visit.may(Role.OPERATOR),
            DoneSentence.of(visit)));
  }

  /** Returns who is called so, or reached so. */
  private List<Contact> find(String asked) {
    Map<UUID, Contact> found = new LinkedHashMap<>();
    contacts.named(asked.strip()).forEach(each -> found.put(each.id(), each));
    for (Connection connection : connections(asked)) {
      contacts.find(connection).ifPresent(each -> found.put(each.id(), each));
    }
    return new ArrayList<>(found.values());
  }

  private Iterable<Connection> connections(String asked) {
    List<BackendName> names = backends.all().stream().map(ConfiguredBackend::name).toList();
    try {
      return new TypedNumber(asked).on(names, numbers);
    } catch (IllegalArgumentException e) {
      // A name that no number can be.
      return List.of();
    }
  }

  private Contact find(Visit visit) {
    UUID id = visit.id();
    return contacts
        .find(id)
        .orElseThrow(
            () ->
                new RequestException(
                    404, "There is no such person here. Perhaps somebody has forgotten them."));
  }

  private Reply show(Visit visit) {
    Contact contact = find(visit);
    return Reply.page(
        contact.name().orElse("Somebody without a name"),
        Section.PEOPLE,
        "person",
        new PersonPage(
            ListedPerson.of(contact),
            WrittenNotes.of(contact),
            contact.connections().stream().map(PeopleRoutes::number).toList(),
            groups.all().stream()
                .map(Group::name)
                .filter(name -> !contact.groups().contains(name))
                .toList(),
            backends.all().stream().map(each -> each.name().value()).toList(),
            visit.may(Role.OPERATOR),
            DoneSentence.of(visit)));
  }

  private static PersonPage.Address number(Connection connection) {
    return new PersonPage.Address(
        connection.written(),
        connection.backend().value(),
        connection.identity().value(),
        ConsolePages.ROOT + Links.conversation(connection));
  }

  private Reply add(Visit visit) {
    Connection[] reached =
        visit.field("number").isPresent()
            ? new Connection[] {connection(visit)}
            : new Connection[0];
    Contact made = contacts.make(PersonFields.of(visit), reached);
    return done(visit, made.id(), "person-add", "added");
  }

  private Reply change(Visit visit) {
    Contact before = find(visit);
    Contact unused = contacts.change(before, PersonFields.of(visit));
    return done(visit, before.id(), "person-change", "changed");
  }

  private Reply connect(Visit visit) {
    Contact contact = find(visit);
    Contact unused = contacts.connect(contact, connection(visit));
    return done(visit, contact.id(), "person-connect", "changed");
  }

  // Also of a backend that is not configured any more.
  private Reply disconnect(Visit visit) {
    Contact contact = find(visit);
    Contact unused =
        contacts.disconnect(contact, typed(visit, number -> new Identity(number.strip())));
    return done(visit, contact.id(), "person-disconnect", "changed");
  }

  private Reply join(Visit visit) {
    Contact contact = find(visit);
    Group group = group(visit);
    boolean unused = groups.join(group, contact);
    return done(visit, contact.id(), "person-join", "changed");
  }

  private Reply leave(Visit visit) {
    Contact contact = find(visit);
    Group group = group(visit);
    boolean unused = groups.leave(group, contact);
    return done(visit, contact.id(), "person-leave", "changed");
  }

  private Reply delete(Visit visit) {
    Contact contact = find(visit);
    boolean unused = contacts.delete(contact);
    visit.noted("person-delete", contact.id().toString());
    return Reply.redirect("/people?done=forgotten");
  }

  private Group group(Visit visit) {
    String name =
        visit
            .field("group", Group::requireName)
            .orElseThrow(() -> RequestException.badField("group", "is missing"));
    return groups
        .find(name)
        .orElseThrow(() -> RequestException.badField("group", "there is none of that name"));
  }

  private Connection connection(Visit visit) {
    Connection connection = typed(visit, TypedNumber::reached);
    if (!backends.has(connection.backend())) {
      throw RequestException.badField(
          "backend", "is not configured: " + connection.backend().value());
    }
    return connection;
  }

  private static Connection typed(Visit visit, Function<String, Identity> reader) {
    String backend = visit.required("backend");
    String number = visit.required("number");
    return new Connection(
        FormReader.checked("backend", () -> new BackendName(backend)),
        FormReader.checked("number", () -> reader.apply(number)));
  }

  private static Reply done(Visit visit, UUID id, String action, String word) {
    visit.noted(action, id.toString());
    return Reply.redirect(Links.contact(id) + "?done=" + word);
  }
}
