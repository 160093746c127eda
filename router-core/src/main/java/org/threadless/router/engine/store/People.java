package org.threadless.router.engine.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Contact;
import org.threadless.router.message.Group;

/** What the engine asks of those who are known; apps ask more. Safe for any thread. */
public interface People {

  /** Returns whom a connection belongs to. */
  Optional<Contact> contact(Connection connection);

  /** Returns the connections of each member, as {@code Groups.connections} has them. */
  Map<UUID, List<Connection>> connections(Group group);
}
