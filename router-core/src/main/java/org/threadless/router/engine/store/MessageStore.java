package org.threadless.router.engine.store;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.threadless.router.config.Secret;
import org.threadless.router.conversation.Conversations;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.IncomingMessage;

/** Keeps messages and connections in a database. Safe for any thread. */
public interface MessageStore extends Conversations {

  /**
   * Begins a unit of work on this thread, which must close it.
   *
   * @throws IllegalStateException where this thread has one already
   */
  UnitOfWork begin();

  /**
   * Stores an incoming message as {@code QUEUED} and as this node's to route, in one commit, unless
   * it is a copy of one that is stored already: with the same external id, identity and text. Of
   * two copies that come at once, on whichever nodes, one is second. Where only the external id is
   * the same, it is another message, and the log has a warning.
   *
   * <p>No database connection is held after this, however long the routing takes. Should this node
   * die before it is routed, it is routed by whoever takes over.
   *
   * @return the message that came first; empty where this one is the first
   * @throws StoreUnavailableException where the database cannot be used now; nothing was stored
   */
  Optional<Seen> claim(IncomingMessage message);

  /**
   * Stores an incoming message as {@code QUEUED} and as waiting to be routed by any node, in one
   * commit, unless it is a copy of one that is stored already; see {@link #claim}.
   *
   * @return the message that came first; empty where this one is the first
   * @throws StoreUnavailableException where the database cannot be used now; nothing was stored
   */
  Optional<Seen> enqueue(IncomingMessage message);

  /**
   * Records that messages were {@code SENT} or have {@code FAILED}, in one transaction. A status
   * only moves forward; a late outcome changes nothing. Where the database cannot be used now, it
   * is recorded as soon as it can.
   */
  void record(List<SendOutcome> outcomes);

  /**
   * Returns the message that went out by that backend and got this id from the gateway; the one
   * that got it last where there are several. What was {@linkplain #record recorded} on this node
   * before counts.
   *
   * @throws StoreUnavailableException where the database cannot be used now
   */
  Optional<UUID> sentAs(String gatewayId, BackendName backend);

  /**
   * Returns the way that a message has gone so far, in order; empty where it was sent by its own
   * backend at once, or was not sent yet.
   *
   * @throws StoreUnavailableException where the database cannot be used now
   */
  List<Leg> way(UUID message);

  /**
   * Returns a secret of this installation: 256 random bits, made when it is asked for the first
   * time and the same ever after, on every node that shares the database.
   *
   * @param name what it is for: 1 to 50 characters
   * @return hexadecimal
   * @throws StoreUnavailableException where the database cannot be used now
   */
  Secret secret(String name);
}
