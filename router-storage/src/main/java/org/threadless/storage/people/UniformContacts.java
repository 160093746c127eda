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
import org.threadless.router.message.Connection;
import org.threadless.router.message.Contact;
import org.threadless.router.message.Numbers;
import org.threadless.router.people.Contacts;

/**
 * Keeps contacts by their numbers as they come in and go out: whoever writes a number in another
 * way, as an app may have it from a form, means the same person.
 */
final class UniformContacts implements Contacts {

  private final Contacts contacts;
  private final Numbers numbers;

  UniformContacts(Contacts contacts, Numbers numbers) {
    this.contacts = contacts;
    this.numbers = numbers;
  }

  @Override
  public Optional<Contact> find(Connection connection) {
    return contacts.find(numbers.uniform(connection));
  }

  @Override
  public Optional<Contact> find(UUID id) {
    return contacts.find(id);
  }

  @Override
  public List<Contact> named(String name) {
    return contacts.named(name);
  }

  @Override
  public List<Contact> list(Optional<UUID> after, int limit) {
    return contacts.list(after, limit);
  }

  @Override
  public Contact of(Connection connection) {
    return contacts.of(numbers.uniform(connection));
  }

  @Override
  public Contact make(UnaryOperator<Contact> details, Connection... connections) {
    return contacts.make(
        details,
        Arrays.stream(connections).map(numbers::uniform).distinct().toArray(Connection[]::new));
  }

  @Override
  public Contact change(Contact contact, UnaryOperator<Contact> change) {
    return contacts.change(contact, change);
  }

  @Override
  public Contact connect(Contact contact, Connection connection) {
    return contacts.connect(contact, numbers.uniform(connection));
  }

  @Override
  public Contact disconnect(Contact contact, Connection connection) {
    Connection uniform = numbers.uniform(connection);
    Contact left = contacts.disconnect(contact, uniform);
    // It may have been added before the backend had a region.
    return uniform.equals(connection) ? left : contacts.disconnect(contact, connection);
  }

  @Override
  public Contact merge(Contact kept, Contact other) {
    return contacts.merge(kept, other);
  }

  @Override
  public boolean delete(Contact contact) {
    return contacts.delete(contact);
  }

  @Override
  public Optional<Locale> languageOf(Connection connection) {
    return contacts.languageOf(numbers.uniform(connection));
  }

  @Override
  public Map<Connection, Locale> languagesOf(Collection<Connection> connections) {
    Map<Connection, Locale> known =
        contacts.languagesOf(connections.stream().map(numbers::uniform).toList());
    Map<Connection, Locale> found = new HashMap<>();
    for (Connection each : connections) {
      Locale language = known.get(numbers.uniform(each));
      if (language != null) {
        found.put(each, language);
      }
    }
    return found;
  }
}
