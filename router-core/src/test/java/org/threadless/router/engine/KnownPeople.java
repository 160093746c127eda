package org.threadless.router.engine;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.threadless.router.engine.store.People;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Contact;
import org.threadless.router.message.Group;

/** Those that a test says are known, and how often somebody has asked. */
final class KnownPeople implements People {

  final Map<Connection, Contact> contacts = new HashMap<>();
  final Map<UUID, List<Connection>> members = new LinkedHashMap<>();
  int asked;

  @Override
  public Optional<Contact> contact(Connection connection) {
    asked++;
    return Optional.ofNullable(contacts.get(connection));
  }

  @Override
  public Map<UUID, List<Connection>> connections(Group group) {
    asked++;
    return members;
  }
}
