package org.threadless.router.engine.backlog;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.threadless.router.conversation.Direction;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.engine.rate.Rates;
import org.threadless.router.engine.store.SendOutcome;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.IncomingMessage;
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
   * Returns whether a message waits that goes out before this one, which is not stored as waiting
   * and goes to few. Asks the database as {@link #holds(Connection, Direction)} does.
   */
  boolean holds(OutgoingMessage message);

  /**
   * Lets an outgoing message wait that was stored and could not be sent. Returns at once, and never
   * throws: it is stored a moment later, with what others want stored, or as soon as the database
   * can be used again. {@link #holds} knows at once, and so do all methods here that read what
   * waits to be sent.
   *
   * @param failure what came of an attempt to send it; empty where none was made
   * @param due when it may be taken; while its backend is down, it waits for a probe besides
   */
  void postpone(OutgoingMessage message, Optional<Failure> failure, Instant due);

  /**
   * Lets an outgoing message wait until a time that was stored and may not go out before. Nothing
   * of its connection waits behind it, and it comes to wait like any other when it is due. Returns
   * at once, and never throws, like {@link #postpone}.
   */
  void schedule(OutgoingMessage message, Instant due);

  /**
   * The same for a message that was taken.
   *
   * @param done is run when that is stored; must not block
   */
  void reschedule(UUID message, Instant due, Runnable done);

  /**
   * Lets an incoming message wait that is stored as {@code QUEUED} and that this node will not
   * route now. Never throws, and {@link #holds} knows at once, like {@link #postpone}.
   */
  void letWait(IncomingMessage incoming);

  /**
   * Takes messages of a backend that are due, those of higher priority first, then those that have
   * been due for longest: no other node takes them, or later ones of their connections in this
   * direction, until they are finished or given back, or this node is dead. None is of a connection
   * of which some node, this one included, has taken messages before, or of which an earlier one
   * waits. Of a backend that is down, and has no fallback that is up, one message at most goes out:
   * a probe, where one is due.
   *
   * @param limit how many at most
   * @param rates how fast those go out that are to be sent; they count as sent
   */
  Taken take(BackendName backend, Direction direction, int limit, Rates rates);

  /**
   * Takes messages of a backend that wait to be sent and are of no use any more, as {@link #take}
   * does first; and no others, whatever they wait for.
   *
   * @param limit how many at most
   */
  List<DueMessage> takeExpired(BackendName backend, int limit);

  /**
   * Takes one message that waits to be routed, whatever it waits for; empty where it does not, or
   * somebody has it.
   */
  Optional<QueuedMessage> takeQueued(UUID incoming);

  /**
   * Ends the waiting of messages that were taken, when what they caused was sent or waits: later
   * ones of their connections may be taken then. Returns at once, and never throws.
   *
   * @param outcomes what became of those that were sent
   * @param done is run when that is stored; must not block
   */
  void finish(List<UUID> messages, List<SendOutcome> outcomes, Runnable done);

  /**
   * Gives back messages of one connection that were taken, the oldest first. Never throws.
   *
   * @param failure what came of an attempt to send the first; empty where none was made
   * @param due when they may be taken again
   */
  void giveBack(List<UUID> messages, Optional<Failure> failure, Instant due);

  /** Gives up all messages of a backend that were made before a time and that nobody sends now. */
  GivenUp giveUp(BackendName backend, Instant madeBefore, String reason, Instant now);

  /**
   * Declares a backend to be down that is up: its messages wait together behind one probe, on all
   * nodes, until a probe is answered.
   *
   * @param probe when the first one is due
   */
  void suspend(BackendName backend, Instant probe);

  /**
   * Says when a backend that is down is probed next; nothing of one that is up by now.
   *
   * @param probe when
   * @param probes how many have found it down
   */
  void probeAgain(BackendName backend, Instant probe, int probes);

  /**
   * Takes the probe of a backend that is down, where one is due, for a message that is not its own:
   * for a while no other one is.
   *
   * @return how many probes have found it down; empty where none is due
   */
  OptionalInt takeProbe(BackendName backend);

  /**
   * Takes what the rates of a backend let go for one message that is another backend's own and goes
   * out by this one. What is taken is gone, whether the message is sent or not.
   *
   * @param connection of the message, as this backend has it
   * @param rates of this backend
   * @return when the next may go, where none may now; empty where this one may
   */
  Optional<Instant> takeRate(Connection connection, Rates rates);

  /** Declares a backend to be up again. */
  void resume(BackendName backend);

  /** Returns whether a backend is down. From memory; never throws. */
  boolean isSuspended(BackendName backend);

  /**
   * Has all messages of a backend wait that are to be sent, on all nodes, until {@link #endPause};
   * what a node sends just now is sent. One that is paused already stays so.
   */
  void pause(BackendName backend);

  /** Lets the messages of a backend go out that is paused. */
  void endPause(BackendName backend);

  /** Returns since when a backend is paused; empty where it is not. From memory; never throws. */
  Optional<Instant> pausedSince(BackendName backend);

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

  /**
   * Returns whether one of these incoming messages is about to be routed. One that an app lets wait
   * is not, nor what is behind it.
   */
  boolean isAnyUnderWay(List<UUID> incoming);

  /** Returns how far incoming messages have come, in no order. */
  List<IncomingStatus> statuses(List<UUID> incoming);

  /** Returns outgoing messages that have {@code FAILED}, the oldest first. */
  List<UUID> failed(Chosen which);

  /**
   * Lets messages be sent again that have {@code FAILED}: they are {@code QUEUED}, wait in their
   * order, have not been tried, and are given up as if they were made now. How they had failed is
   * kept in their history.
   *
   * @param madeBy who wants it, as people know them
   * @return those of them that are not sent again by somebody else meanwhile
   */
  List<UUID> resend(List<UUID> outgoing, String madeBy);

  /** Returns how far outgoing messages have come, in the order of their ids. */
  List<Resent> resent(List<UUID> outgoing);
}
