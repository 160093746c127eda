package org.threadless.router.engine.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.threadless.router.app.Cancellation;
import org.threadless.router.config.Secret;
import org.threadless.router.conversation.Conversations;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.DeliveryReport;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.ReceivedReport;

/** Keeps messages and connections in a database. Safe for any thread. */
public interface MessageStore extends Conversations {

  /**
   * Begins a unit of work on this thread, which must close it.
   *
   * @throws IllegalStateException where this thread has one already
   */
  UnitOfWork begin();

  /**
   * Does several changes in one unit of work of this thread, and commits. What failed only because
   * of what others did at the same time is done again.
   *
   * @param changes may be called several times; nothing is left of the times before
   * @throws StoreUnavailableException where the database cannot be used now; nothing was stored
   */
  <T> T together(Function<UnitOfWork, T> changes);

  /**
   * Stores an incoming message as {@code QUEUED} and as this node's to route, unless it is a copy
   * of one that is stored already: with the same external id, identity and text. Of two copies that
   * come at once, on whichever nodes, one is second. Where only the external id is the same, it is
   * another message, and the log has a warning.
   *
   * <p>This keeps copies apart, and is no promise: the database may lose it where it crashes, so
   * nobody may be told that the message is stored before what came of it is, by {@link
   * UnitOfWork#commitClaimed} or {@link #enqueue}. Should only this node die before, the message is
   * routed by whoever takes over. No database connection is held after this, however long the
   * routing takes.
   *
   * @return the message that came first, which will not be lost; empty where this one is the first
   * @throws StoreUnavailableException where the database cannot be used now; nothing was stored
   */
  Optional<Seen> claim(IncomingMessage message);

  /**
   * Returns the stored message that this one is, by its id, or a copy of; see {@link #claim}. Where
   * there is one it will not be lost.
   *
   * @throws StoreUnavailableException where the database cannot be used now
   */
  Optional<Seen> seen(IncomingMessage message);

  /**
   * Stores an incoming message as {@code QUEUED} and as waiting to be routed by any node, in one
   * commit, unless it is a copy of one that is stored already; see {@link #claim}. One that was
   * claimed waits from now on.
   *
   * @return the message that came first, which will not be lost; empty where this one is the first
   * @throws StoreUnavailableException where the database cannot be used now; nothing was stored
   */
  Optional<Seen> enqueue(IncomingMessage message);

  /**
   * The same of a message that is urgent: it is routed before those of its connection that wait.
   */
  Optional<Seen> enqueueFirst(IncomingMessage message);

  /**
   * The same of a message that was routed once, and that an app lets wait.
   *
   * @param reason one line for people
   * @param due when it may be routed again
   */
  Optional<Seen> enqueue(IncomingMessage message, String reason, Instant due);

  /**
   * Records that messages were {@code SENT} or have {@code FAILED}, in one transaction. A status
   * only moves forward; a late outcome changes nothing. Where the database cannot be used now, it
   * is recorded as soon as it can.
   */
  void record(List<SendOutcome> outcomes);

  /**
   * Returns what a delivery report means to its message as that is now, for apps to see before it
   * is stored; empty where no message of that id went out by that backend, or may have.
   *
   * @param from the backends whose messages may have gone out by the report's: it, and those that
   *     it is a fallback of
   * @throws StoreUnavailableException where the database cannot be used now
   */
  Optional<DeliveryReport> preview(ReceivedReport received, Collection<BackendName> from);

  /**
   * Cancels an outgoing message that has not gone out, and that no node has in hand: as part of
   * this thread's unit of work, where it has one.
   *
   * @throws StoreUnavailableException where the database cannot be used now
   */
  Cancellation cancel(UUID outgoing);

  /**
   * Cancels all that goes to a connection in the same way.
   *
   * @param reason kept with each
   * @return how many that were
   * @throws StoreUnavailableException where the database cannot be used now
   */
  int cancel(Connection to, String reason);

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
