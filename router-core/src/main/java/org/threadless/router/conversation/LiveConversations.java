package org.threadless.router.conversation;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;

/**
 * What a page needs that shows the conversations of a backend while they go on. Safe for any
 * thread; no call holds a database connection after it has returned.
 *
 * <p>Every method throws {@link StoreUnavailableException} where the database cannot be used now.
 */
public interface LiveConversations {

  /**
   * Returns the ids of a backend's newest messages, both ways, the newest first. Those among the
   * newest 10,000 of all backends are found.
   *
   * <p>An id is made before its message is committed. Whoever asks for what is new must therefore
   * ask for some more, and leave out what it has seen.
   *
   * @param after only ids greater than this one
   * @param limit how many at most
   */
  List<UUID> newest(BackendName backend, UUID after, int limit);

  /** Returns those of these messages that are stored, in the order of their ids. */
  List<StoredMessage> messages(Collection<UUID> ids);

  /**
   * Returns those of a connection's last 1,000 messages that were made or have changed after a
   * moment, in the order of their ids.
   */
  List<StoredMessage> changes(Connection connection, Instant after);

  /**
   * Returns the last message of each connection of a backend, the newest first. Found are
   * connections that the newest 1,000 messages of all backends are of, and the backend's 1,000
   * newest connections: all of them, where there are no more.
   *
   * @param limit how many at most
   */
  List<StoredMessage> latest(BackendName backend, int limit);

  /** Returns what has been cleared from the pages of a backend. */
  Cleared cleared(BackendName backend);

  /** Hides a connection's messages up to this one from pages. They stay stored. */
  void clear(Connection connection, UUID upTo);

  /** Hides a backend's messages up to this one from pages. They stay stored. */
  void clear(BackendName backend, UUID upTo);

  /**
   * Takes back what {@link #clear(Connection, UUID)} has hidden, unless it was cleared again since.
   *
   * @param upTo what that was told
   * @param before up to which message the connection was hidden then; empty where it was not
   * @return whether it is as it was before
   */
  boolean restore(Connection connection, UUID upTo, Optional<UUID> before);

  /**
   * Takes back what {@link #clear(BackendName, UUID)} has hidden, unless it was cleared again
   * since.
   *
   * @param upTo what that was told
   * @param before up to which message all of the backend was hidden then; empty where it was not
   * @return whether it is as it was before
   */
  boolean restore(BackendName backend, UUID upTo, Optional<UUID> before);
}
