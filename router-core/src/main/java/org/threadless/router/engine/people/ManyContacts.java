package org.threadless.router.engine.people;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Contact;

/**
 * Finds and stores contacts with few questions to the database, however many they are. Connections
 * are uniform already. Safe for any thread.
 *
 * <p>Every method throws {@link org.threadless.router.conversation.StoreUnavailableException} where
 * the database cannot be used now.
 */
public interface ManyContacts {

  /**
   * Returns the contacts that have one of these ids, or one of these connections, as they are now.
   */
  List<Contact> find(Collection<UUID> ids, Collection<Connection> connections);

  /** The same in this thread's unit of work; nobody else changes them until it ends. */
  List<Contact> lock(Collection<UUID> ids, Collection<Connection> connections);

  /**
   * Stores changes in this thread's unit of work. Whoever stores one of the connections at the same
   * time is waited for.
   *
   * @return false where one of the connections is somebody's by now: all of it is to be undone, and
   *     asked for anew
   */
  boolean store(ContactChanges changes);
}
