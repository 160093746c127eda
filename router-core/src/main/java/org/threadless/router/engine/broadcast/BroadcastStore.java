package org.threadless.router.engine.broadcast;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.threadless.router.engine.store.Planned;

/**
 * Keeps broadcasts. What one node does to them holds on all, and after a restart. Safe for any
 * thread.
 *
 * <p>Every method may throw {@link org.threadless.router.conversation.StoreUnavailableException};
 * nothing is changed then.
 */
public interface BroadcastStore {

  /**
   * Begins a broadcast, whose messages are stored one lot after the other. Nothing of it is sent,
   * and nobody finds it, until it is {@linkplain #complete complete}.
   */
  void begin(UUID id, NewBroadcast wanted);

  /**
   * Adds to a broadcast the messages that this thread's unit of work stores.
   *
   * @throws IllegalStateException where it was given up meanwhile, since this node was taken for
   *     dead
   */
  void add(UUID id, List<Planned> stored);

  /**
   * Says in this thread's unit of work that all of its messages are stored: from then on it is
   * there, and goes out.
   *
   * @return how it is then
   */
  Broadcast complete(UUID id);

  /**
   * Says that nothing is added to it any more. Where it is not complete, what is stored of it is
   * cancelled in a while; so it is where the node has died that stored it. Never throws.
   */
  void end(UUID id);

  /** Returns a broadcast. */
  Optional<Broadcast> find(UUID id);

  /**
   * Returns broadcasts, the newest first.
   *
   * @param before only those made before this one
   * @param limit how many at most
   */
  List<Broadcast> list(Optional<UUID> before, int limit);

  /**
   * Returns those that are paused, the newest first.
   *
   * @param limit how many at most
   */
  List<Broadcast> paused(int limit);

  /**
   * Counts the messages of a broadcast by backend, status and reason; none where there is no such
   * broadcast. Of very many reasons, those counted last are one without any.
   */
  List<BroadcastCount> counts(UUID id);

  /**
   * Returns messages of a broadcast, in the order in which they were made.
   *
   * @param after only those made after this one
   * @param limit how many at most
   */
  List<BroadcastMessage> messages(UUID id, Optional<UUID> after, int limit);

  /**
   * Lets nothing more of a broadcast go out, except for what a node has in hand already. One that
   * does not run stays as it is.
   */
  void pause(UUID id);

  /** Lets a broadcast go on that is paused; any other stays as it is. */
  void resume(UUID id);

  /**
   * Lets nothing more of a broadcast go out ever, except for what a node has in hand already; the
   * rest is cancelled in a while. One that is finished stays as it is.
   */
  void stop(UUID id);
}
