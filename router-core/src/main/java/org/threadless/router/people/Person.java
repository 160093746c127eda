package org.threadless.router.people;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Contact;
import org.threadless.router.message.Identity;

/**
 * Somebody of whom all is shown or erased that is kept.
 *
 * @param contact who it is, where that is known
 * @param connections all by which the person writes and is written to; those of the contact, where
 *     there is one
 * @param identities those of the connections that nobody has on another backend: what is kept by
 *     identity alone is of this person
 */
public record Person(
    Optional<Contact> contact, List<Connection> connections, Set<Identity> identities) {

  /** Refuses null, and copies the list and the set. */
  public Person {
    Objects.requireNonNull(contact, "contact");
    connections = List.copyOf(connections);
    identities = Set.copyOf(identities);
  }

  /** Returns a person who is no contact, and whose identities nobody else has. */
  public static Person of(Connection... connections) {
    return new Person(
        Optional.empty(),
        List.of(connections),
        Arrays.stream(connections).map(Connection::identity).collect(Collectors.toSet()));
  }
}
