package org.threadless.router.engine.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.threadless.router.conversation.Direction;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.IncomingStatus;
import org.threadless.router.message.OutgoingMessage;

/**
 * The messages that wait: incoming ones to be routed out of band, outgoing ones to be tried again.
 * Any node may take them up. Safe for any thread.
 *
 * <p>Every method may throw {@link StoreUnavailableException} unless it says otherwise.
 */
public interface Backlog extends WaitingSummary {

  /**
   * Returns whether an earlier message of this connection waits, so that a later one has to wait
   * too. Asks the database only where messages of this backend are known to wait.
   */
  boolean holds(Connection connection, Direction direction);

  /**
   * Lets an outgoing message wait that was stored and could not be sent. Returns at once, and never
   * throws: it is stored a moment later, with what others want stored, or as soon as the database
   * can be used again. {@link #holds} knows at once, and so do all methods here that read what
   * waits to be sent.
   *
   * @param failure what came of an attempt to send it; empty where none was made
   * @param due when the connection is to be taken up; empty where its backend is down, and a probe
   *     will tell
   */
  void postpone(OutgoingMessage message, Optional<Failure> failure, Optional<Instant> due);

  /**
   * Hands over an incoming message that is stored as {@code QUEUED} and that this node will not
   * route now: it waits from then on. Never throws, like {@link #postpone}.
   */
  void handOver(UUID incoming);

  /** Returns the connection of this id. */
  Optional<Connection> connection(UUID id);

  /**
   * Takes messages of a backend that wait to be routed, the oldest first: no other node routes
   * them, or later ones of their connections, until they are finished or given back, or this node
   * is dead. None is of a connection of which some node, this one included, has taken messages
   * before.
   *
   * @param limit how many at most
   */
  List<QueuedMessage> takeIncoming(BackendName backend, int limit);

  /**
   * Ends the waiting of messages that were taken and routed, when what they caused was sent or
   * waits: later ones of their connections may be taken then. Returns at once, and never throws.
   *
   * @param done is run when that is stored; must not block
   */
  void finishIncoming(List<UUID> messages, Runnable done);

  /** Gives back messages that were taken to be routed. */
  void giveBackIncoming(List<UUID> messages);

  /**
   * Takes the oldest message of a connection that waits to be sent: no other node sends it until it
   * is settled or given back, or this node is dead.
   *
   * @return empty where none waits, or another node has it
   */
  Optional<WaitingMessage> takeFirst(UUID connection);

  /**
   * Takes a message for a probe: the oldest of the connection of this backend that has not been
   * tried for the longest time.
   *
   * @return empty where none waits
   */
  Optional<WaitingMessage> takeForProbe(BackendName backend);

  /** Returns whether a message of this connection waits to be sent. */
  boolean waitsToBeSent(UUID connection);

  /** Ends the waiting of a message: records what became of it. */
  void settle(SendOutcome outcome);

  /** Gives a message back after a failed attempt. */
  void giveBack(UUID message, Failure failure);

  /** Gives up all messages of a backend that were made before a time and that nobody sends now. */
  GivenUp giveUp(BackendName backend, Instant madeBefore, String reason, Instant now);

  /**
   * Declares a backend to be down: its messages wait together behind one probe, on all nodes, until
   * the probe is answered.
   */
  void suspend(BackendName backend, Instant probe);

  /** Returns whether a backend is down. From memory; never throws. */
  boolean isSuspended(BackendName backend);

  /**
   * Returns incoming messages that can be routed again: such as could not be routed, and such as an
   * app threw at in an incoming phase, and that were not routed again since. The oldest first.
   */
  List<UUID> errored(Chosen which);

  /** Returns the errors because of which these can be routed again, message by message. */
  List<Errored> errors(List<UUID> incoming);

  /**
   * Lets messages be routed again that {@link #errored} names: they are {@code QUEUED}, and wait as
   * if they had just come.
   *
   * @return those of them that are not routed again by somebody else meanwhile
   */
  List<UUID> retry(List<UUID> incoming);

  /** Returns how far incoming messages have come, in no order. */
  List<IncomingStatus> statuses(List<UUID> incoming);

  /** Returns outgoing messages that have {@code FAILED}, the oldest first. */
  List<UUID> failed(Chosen which);

  /**
   * Lets messages be sent again that have {@code FAILED}: they are {@code QUEUED}, wait in their
   * order, have not been tried, and are given up as if they were made now.
   *
   * @return those of them that are not sent again by somebody else meanwhile
   */
  List<UUID> resend(List<UUID> outgoing);

  /** Returns how far outgoing messages have come, in the order of their ids. */
  List<Resent> resent(List<UUID> outgoing);
}
