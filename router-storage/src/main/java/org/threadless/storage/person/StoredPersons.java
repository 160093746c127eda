package org.threadless.storage.person;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.threadless.router.conversation.Direction;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.engine.people.Persons;
import org.threadless.router.engine.store.UnitOfWork;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Contact;
import org.threadless.router.message.Identity;
import org.threadless.router.people.Contacts;
import org.threadless.router.people.PeopleException;
import org.threadless.router.people.Person;
import org.threadless.storage.message.MyBatisMessageStore;
import org.threadless.storage.session.Repeating;
import org.threadless.storage.write.WritePath;

/**
 * Shows and erases all that is kept of somebody. Whoever is erased leaves behind how many messages
 * there were, when, by which backend and what came of them, and nothing of who that was or what was
 * said: the rows of messages stay, emptied, and belong to a connection that is not there any more.
 *
 * <p>Every method throws {@link StoreUnavailableException} where the database cannot be used now.
 */
public final class StoredPersons implements Persons {

  private static final Duration BETWEEN = Duration.ofMillis(100);

  private final MyBatisMessageStore store;
  private final Contacts contacts;
  private final InstantSource clock;
  private final KeptMessages messages;
  private final WritePath writePath;

  /**
   * @param writePath what else is told of what goes
   */
  public StoredPersons(
      MyBatisMessageStore store, Contacts contacts, InstantSource clock, WritePath writePath) {
    this.writePath = writePath;
    this.store = store;
    this.contacts = contacts;
    this.clock = clock;
    this.messages = new KeptMessages(store);
  }

  @Override
  public Person of(Contact contact) {
    return person(Optional.of(contact), contact.connections());
  }

  @Override
  public Optional<Person> of(Connection connection) {
    return contacts
        .find(connection)
        .map(this::of)
        .or(
            () ->
                isStored(connection)
                    ? Optional.of(person(Optional.empty(), List.of(connection)))
                    : Optional.empty());
  }

  /**
   * Returns who has this identity, on any backend; empty where nothing is kept of it.
   *
   * @throws PeopleException where it is that of several contacts
   */
  public Optional<Person> of(Identity identity) {
    List<Connection> named = named(Set.of(identity));
    if (named.isEmpty()) {
      return Optional.empty();
    }
    Set<Contact> known = new LinkedHashSet<>();
    named.forEach(each -> contacts.find(each).ifPresent(known::add));
    if (known.size() > 1) {
      throw new PeopleException(
          identity.value()
              + " is a connection of "
              + known.size()
              + " contacts; say which by BACKEND:IDENTITY or the contact's id, or merge them");
    }
    Set<Connection> all = new LinkedHashSet<>();
    known.forEach(contact -> all.addAll(contact.connections()));
    all.addAll(named);
    return Optional.of(person(known.stream().findFirst(), List.copyOf(all)));
  }

  private Person person(Optional<Contact> contact, List<Connection> connections) {
    Set<Identity> identities =
        connections.stream().map(Connection::identity).collect(Collectors.toSet());
    if (!identities.isEmpty()) {
      named(Set.copyOf(identities)).stream()
          .filter(each -> !connections.contains(each))
          .forEach(each -> identities.remove(each.identity()));
    }
    return new Person(contact, connections, identities);
  }

  private List<Connection> named(Set<Identity> identities) {
    List<String> written = identities.stream().map(Identity::value).toList();
    return store.call(PersonMapper.class, mapper -> mapper.named(written)).stream()
        .map(row -> Connection.stored(row.backend(), row.identity()))
        .toList();
  }

  private boolean isStored(Connection connection) {
    return id(connection) != null;
  }

  private UUID id(Connection connection) {
    return store.call(PersonMapper.class, mapper -> id(connection, mapper));
  }

  private static UUID id(Connection connection, PersonMapper mapper) {
    return mapper.connection(connection.backend().value(), connection.identity().value());
  }

  @Override
  public long count(Person person, Direction direction) {
    return person.connections().stream()
        .map(this::id)
        .filter(Objects::nonNull)
        .mapToLong(id -> store.call(PersonMapper.class, mapper -> mapper.count(id, direction)))
        .sum();
  }

  /** Hands over each message of a person, both ways, with all that is kept of it. */
  public void messages(Person person, Consumer<Map<String, Object>> reader) {
    for (Connection connection : person.connections()) {
      UUID id = id(connection);
      if (id != null) {
        messages.each(id, connection, reader);
      }
    }
  }

  /** Returns what apps have asked a person, and wait for. */
  public List<Map<String, Object>> questions(Person person) {
    return person.connections().stream().flatMap(each -> questions(each).stream()).toList();
  }

  private List<Map<String, Object>> questions(Connection connection) {
    return store
        .call(
            PersonMapper.class,
            mapper -> mapper.questions(connection.backend().value(), connection.identity().value()))
        .stream()
        .map(row -> row.shown(connection))
        .toList();
  }

  @Override
  public void erase(Person person, Duration patience, Consumer<UnitOfWork> rest) {
    long began = System.nanoTime();
    List<UUID> busy = attempt(person, rest);
    while (!busy.isEmpty()) {
      if (System.nanoTime() - began > patience.toNanos()) {
        throw new PeopleException(
            "the message "
                + busy.get(0)
                + " is being routed or sent just now: erase again in a moment; what is erased so far"
                + " stays erased");
      }
      LockSupport.parkNanos(BETWEEN.toNanos());
      busy = attempt(person, rest);
    }
  }

  /** Returns the messages that keep the person from being erased. */
  private List<UUID> attempt(Person person, Consumer<UnitOfWork> rest) {
    for (Connection connection : person.connections()) {
      UUID id = id(connection);
      if (id != null) {
        Erasing erasing = new Erasing(id, writePath.counting());
        boolean more = true;
        while (more) {
          more = store.call(PersonMapper.class, mapper -> erasing.next(clock.instant(), mapper));
        }
        if (!erasing.busy().isEmpty()) {
          return erasing.busy();
        }
      }
    }
    return Repeating.call(() -> finish(person, rest));
  }

  private List<UUID> finish(Person person, Consumer<UnitOfWork> rest) {
    try (UnitOfWork work = store.begin()) {
      requireSame(person);
      // Nodes write of what is kept elsewhere before they ask for removals, and so does this: each
      // could otherwise wait for the other. What they have written meanwhile goes as well.
      forget(person, rest, work);
      List<UUID> busy = store.call(PersonMapper.class, mapper -> finish(person, mapper));
      if (busy.isEmpty()) {
        requireNobody(person);
        forget(person, rest, work);
        work.commit(List.of());
      }
      return busy;
    }
  }

  private void forget(Person person, Consumer<UnitOfWork> rest, UnitOfWork work) {
    store.call(
        PersonMapper.class,
        mapper -> {
          person.connections().forEach(each -> forget(each, mapper));
          return null;
        });
    person.contact().ifPresent(contacts::delete);
    rest.accept(work);
  }

  private static void forget(Connection connection, PersonMapper mapper) {
    mapper.removeCleared(connection.backend().value(), connection.identity().value());
    mapper.removeQuestions(connection.backend().value(), connection.identity().value());
    mapper.removeAnswers(connection.identity().value());
    mapper.blankAudit(connection.identity().value());
  }

  // Nobody stores anything of theirs meanwhile; what came since the messages were emptied is found.
  private List<UUID> finish(Person person, PersonMapper mapper) {
    mapper.lockRemovals();
    for (Connection connection : person.connections()) {
      UUID id = id(connection, mapper);
      if (id != null) {
        Erasing erasing = new Erasing(id, writePath.counting());
        erasing.all(clock.instant(), mapper);
        if (!erasing.busy().isEmpty()) {
          return erasing.busy();
        }
        mapper.removePace(id);
      }
      mapper.removeConnection(connection.backend().value(), connection.identity().value());
    }
    mapper.countRemoval();
    writePath.connectionIds().removed();
    return List.of();
  }

  private void requireSame(Person person) {
    person
        .contact()
        .map(Contact::id)
        .flatMap(contacts::find)
        .filter(now -> !person.connections().containsAll(now.connections()))
        .ifPresent(
            now -> {
              throw new PeopleException(
                  "the contact " + now.id() + " has got another connection meanwhile: erase again");
            });
  }

  private void requireNobody(Person person) {
    person.connections().stream()
        .flatMap(each -> contacts.find(each).stream())
        .findFirst()
        .ifPresent(
            now -> {
              throw new PeopleException(
                  "the person has become the contact " + now.id() + " meanwhile: erase again");
            });
  }
}
