package org.threadless.storage.people;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.threadless.router.engine.people.ManyContacts;
import org.threadless.router.engine.store.People;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Contact;
import org.threadless.router.message.Group;
import org.threadless.router.message.Numbers;
import org.threadless.router.people.Contacts;
import org.threadless.router.people.Groups;

/**
 * Contacts and groups, for the engine too.
 *
 * @param contacts for apps
 * @param groups for apps
 * @param many for tables, whose connections are uniform already
 */
public record StoredPeople(Contacts contacts, Groups groups, ManyContacts many) implements People {

  /** Returns the same, who are found and kept by their numbers as these write them. */
  public StoredPeople uniform(Numbers numbers) {
    return new StoredPeople(new UniformContacts(contacts, numbers), groups, many);
  }

  @Override
  public Optional<Contact> contact(Connection connection) {
    return contacts.find(connection);
  }

  @Override
  public Map<UUID, List<Connection>> connections(Group group) {
    return groups.connections(group);
  }
}
