package org.threadless.api.people;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Contact;

/** A contact as {@code openapi.yaml} says that it is told. */
record ContactView(
    UUID id,
    Optional<String> name,
    Optional<String> language,
    Map<String, String> notes,
    List<ConnectionView> connections,
    List<String> groups) {

  /** A connection of it. */
  record ConnectionView(String backend, String identity) {

    static ConnectionView of(Connection connection) {
      return new ConnectionView(connection.backend().value(), connection.identity().value());
    }
  }

  static ContactView of(Contact contact) {
    return new ContactView(
        contact.id(),
        contact.name(),
        contact.language().map(Locale::toLanguageTag),
        contact.notes(),
        contact.connections().stream().map(ConnectionView::of).toList(),
        contact.groups());
  }

  static List<ContactView> of(List<Contact> contacts) {
    return contacts.stream().map(ContactView::of).toList();
  }
}
