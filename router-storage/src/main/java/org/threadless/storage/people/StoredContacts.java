package org.threadless.storage.people;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.threadless.router.engine.people.TakenConnection;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Contact;
import org.threadless.router.message.MessageIds;
import org.threadless.router.people.Contacts;
import org.threadless.router.people.PeopleException;
import org.threadless.router.text.AnyCase;
import org.threadless.storage.session.CurrentTransaction;
import org.threadless.storage.write.value.Columns;

/** Keeps contacts in H2 or PostgreSQL. */
public final class StoredContacts implements Contacts {

  private static final UUID FIRST = new UUID(0, 0);

  private final CurrentTransaction current;
  private final MessageIds ids = new MessageIds();

  public StoredContacts(CurrentTransaction current) {
    this.current = current;
  }

  @Override
  public Optional<Contact> find(Connection connection) {
    EndpointRow row = EndpointRow.of(connection);
    return current.read(
        PeopleMapper.class,
        mapper -> Loaded.one(mapper.contactOf(row.backend(), row.identity()), mapper));
  }

  @Override
  public Optional<Contact> find(UUID id) {
    return current.read(PeopleMapper.class, mapper -> Loaded.one(id, mapper));
  }

  @Override
  public List<Contact> named(String name) {
    return current.read(
        PeopleMapper.class, mapper -> Loaded.all(mapper.named(AnyCase.of(name)), mapper));
  }

  @Override
  public List<Contact> list(Optional<UUID> after, int limit) {
    return current.read(
        PeopleMapper.class, mapper -> Loaded.all(mapper.page(after.orElse(FIRST), limit), mapper));
  }

  @Override
  public Contact of(Connection connection) {
    return find(connection)
        .orElseGet(() -> current.call(PeopleMapper.class, mapper -> of(connection, mapper)));
  }

  private Contact of(Connection connection, PeopleMapper mapper) {
    Contact made = insert(Contact.unknown(ids.next()), mapper);
    EndpointRow row = EndpointRow.of(connection);
    if (add(made.id(), row, mapper)) {
      return load(made.id(), mapper);
    }
    // Somebody else was first, and has committed by now.
    mapper.delete(made.id());
    return Loaded.one(mapper.contactOf(row.backend(), row.identity()), mapper)
        .orElseGet(() -> of(connection, mapper));
  }

  @Override
  public Contact make(UnaryOperator<Contact> details, Connection... connections) {
    Contact unknown = Contact.unknown(ids.next());
    Contact known = checked(unknown, details.apply(unknown));
    return current.call(
        PeopleMapper.class,
        mapper -> {
          insert(known, mapper);
          Arrays.stream(connections).forEach(each -> connect(known.id(), each, mapper));
          return load(known.id(), mapper);
        });
  }

  @Override
  public Contact change(Contact contact, UnaryOperator<Contact> change) {
    return locked(
        contact,
        mapper -> {
          Contact before = load(contact.id(), mapper);
          mapper.update(ContactRow.of(checked(before, change.apply(before))));
        });
  }

  private static Contact checked(Contact before, Contact after) {
    if (!after.id().equals(before.id())
        || !after.connections().equals(before.connections())
        || !after.groups().equals(before.groups())) {
      throw new IllegalArgumentException(
          "only name, language and notes of a contact are changed like that; its connections and"
              + " groups have methods of their own");
    }
    return after;
  }

  @Override
  public Contact connect(Contact contact, Connection connection) {
    return locked(contact, mapper -> connect(contact.id(), connection, mapper));
  }

  private void connect(UUID contact, Connection connection, PeopleMapper mapper) {
    EndpointRow row = EndpointRow.of(connection);
    if (!add(contact, row, mapper)) {
      UUID owner = mapper.contactOf(row.backend(), row.identity());
      if (!contact.equals(owner)) {
        throw TakenConnection.of(connection, owner);
      }
    }
  }

  private boolean add(UUID contact, EndpointRow row, PeopleMapper mapper) {
    return mapper.connect(contact, row.backend(), row.identity(), ids.next()) == 1;
  }

  @Override
  public Contact disconnect(Contact contact, Connection connection) {
    EndpointRow row = EndpointRow.of(connection);
    return locked(
        contact, mapper -> mapper.disconnect(contact.id(), row.backend(), row.identity()));
  }

  @Override
  public Contact merge(Contact kept, Contact other) {
    if (kept.id().equals(other.id())) {
      throw new PeopleException("a contact cannot be merged with itself: " + kept.id());
    }
    return current.call(PeopleMapper.class, mapper -> merge(kept.id(), other.id(), mapper));
  }

  private static Contact merge(UUID kept, UUID other, PeopleMapper mapper) {
    // In one order for all, so that two who merge the same do not wait for each other.
    Stream.of(kept, other).sorted().forEach(id -> lock(id, mapper));
    Contact both = Both.of(load(kept, mapper), load(other, mapper));
    mapper.update(ContactRow.of(both));
    mapper.moveConnections(other, kept);
    mapper.copyMemberships(other, kept);
    mapper.delete(other);
    return load(kept, mapper);
  }

  @Override
  public boolean delete(Contact contact) {
    return current.call(PeopleMapper.class, mapper -> mapper.delete(contact.id()) == 1);
  }

  @Override
  public Optional<Locale> languageOf(Connection connection) {
    EndpointRow row = EndpointRow.of(connection);
    String language =
        current.read(PeopleMapper.class, mapper -> mapper.language(row.backend(), row.identity()));
    return Optional.ofNullable(language).map(Locale::forLanguageTag);
  }

  @Override
  public Map<Connection, Locale> languagesOf(Collection<Connection> connections) {
    Map<Connection, Locale> found = new HashMap<>();
    if (!connections.isEmpty()) {
      List<EndpointRow> rows = connections.stream().distinct().map(EndpointRow::of).toList();
      current
          .read(PeopleMapper.class, mapper -> mapper.languages(Columns.of(rows)))
          .forEach(row -> row.addTo(found));
    }
    return found;
  }

  /** What is done to a contact that nobody else changes meanwhile. */
  private interface Step {
    void take(PeopleMapper mapper);
  }

  private Contact locked(Contact contact, Step step) {
    return current.call(
        PeopleMapper.class,
        mapper -> {
          lock(contact.id(), mapper);
          step.take(mapper);
          return load(contact.id(), mapper);
        });
  }

  private static void lock(UUID id, PeopleMapper mapper) {
    if (mapper.lock(id) == null) {
      throw gone(id);
    }
  }

  private static Contact insert(Contact contact, PeopleMapper mapper) {
    mapper.insert(ContactRow.of(contact));
    return contact;
  }

  private static Contact load(UUID id, PeopleMapper mapper) {
    return Loaded.one(id, mapper).orElseThrow(() -> gone(id));
  }

  static PeopleException gone(UUID contact) {
    return new PeopleException("there is no contact " + contact);
  }
}
