package org.threadless.router.people;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Contact;

/**
 * Somebody of whom all is shown or erased that is kept.
 *
 * @param contact who it is, where that is known
 * @param connections all by which the person writes and is written to; those of the contact, where
 *     there is one
 */
public record Person(Optional<Contact> contact, List<Connection> connections) {

  /** Refuses null, and copies the list. */
  public Person {
    Objects.requireNonNull(contact, "contact");
    connections = List.copyOf(connections);
  }

  /** Returns a person who is no contact. */
  public static Person of(Connection... connections) {
    return new Person(Optional.empty(), List.of(connections));
  }
}
