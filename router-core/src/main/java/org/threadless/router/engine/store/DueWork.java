package org.threadless.router.engine.store;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.message.BackendName;

/**
 * What is done with messages that wait, when their time has come. Called by the store, on any node,
 * for one connection or backend by one thread at a time.
 *
 * <p>A method that returns a time is to be called again then; where it returns nothing, nothing is
 * left to do. A {@link StoreUnavailableException} means: again, when the database is back.
 */
public interface DueWork {

  /** Routes an incoming message that was taken from the backlog. */
  void route(QueuedMessage message);

  /** Sends the outgoing messages of a connection that wait, in the order they were made. */
  Optional<Instant> send(UUID connection);

  /**
   * Tries one message of a backend that is down; where it is taken, the backend is up again.
   *
   * @param probes how many probes have failed so far
   */
  Optional<Instant> probe(BackendName backend, int probes);
}
