package org.threadless.router.people;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Contact;
import org.threadless.router.message.Group;

/**
 * The groups that contacts are in. Apps have it injected. Safe for any thread.
 *
 * <pre>{@code
 * groups.join(groups.of("nurses"), contacts.of(message.connection()));
 * groups.find("nurses").ifPresent(nurses -> messenger.send("Stock-out in Kisumu", nurses));
 * }</pre>
 *
 * <p>Takes part in transactions, and throws, as {@link Contacts} does. Of a {@link Group} that is
 * handed over only the id counts. Names are compared without case.
 */
public interface Groups {

  /** Returns the group of a name. */
  Optional<Group> find(String name);

  /** Returns all, sorted by name. */
  List<Group> all();

  /**
   * Returns the group of a name; a new one where there was none. Whoever asks at the same time, on
   * whichever node, gets the same one.
   */
  Group of(String name);

  /**
   * Makes a group.
   *
   * @throws PeopleException where there is one of that name
   */
  Group make(String name);

  /**
   * Gives a group another name, which may be the same in other letters.
   *
   * @throws PeopleException where another group has that name, or there is no such group any more
   */
  Group rename(Group group, String newName);

  /**
   * Deletes a group; the contacts in it stay.
   *
   * @return false where it was not there any more
   */
  boolean delete(Group group);

  /**
   * Lets a contact join.
   *
   * @return false where it was in the group already
   * @throws PeopleException where the group or the contact is not there any more
   */
  boolean join(Group group, Contact contact);

  /**
   * Lets a contact leave.
   *
   * @return false where it was not in the group
   */
  boolean leave(Group group, Contact contact);

  /** Returns the members, in the order in which the contacts were made. */
  List<Contact> members(Group group);

  /**
   * Returns the connections of each member by the contact's id, in the order of {@link #members}:
   * first the one that was heard from last, those that were never heard from after the others, the
   * one added last before the rest. None where a contact has none. Few questions, however many
   * there are.
   */
  Map<UUID, List<Connection>> connections(Group group);
}
