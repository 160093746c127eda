package org.threadless.router.engine.store;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Remembers for a while what requests were answered that came with a key of the asker's choice, so
 * that the same request again does nothing again: on every node, and after a restart. Safe for any
 * thread.
 */
public interface AnsweredRequests {

  /** How long an answer is remembered at least. */
  Duration REMEMBERED = Duration.ofHours(24);

  /**
   * An answer.
   *
   * @param fingerprint tells the request from others with the same key: 64 characters at most
   * @param answer what it was answered, in the form of who asks for it; names what is stored with
   *     it, so that no two are alike
   */
  record Answered(String fingerprint, String answer) {}

  /**
   * Returns what a request was answered; empty where none with this key was answered.
   *
   * @param asker whose request it is
   * @param key of 1 to 100 characters
   * @throws org.threadless.router.conversation.StoreUnavailableException where the database cannot
   *     be used now
   */
  Optional<Answered> find(UUID asker, String key);

  /**
   * Remembers an answer with what this thread's unit of work stores: whether the key is still free
   * is found out when that is committed, which waits for whoever takes it at this moment. Where it
   * is not, the commit throws an {@link AnsweredMeanwhileException}, and nothing is stored. Without
   * a unit of work the answer is stored at once, or that thrown.
   *
   * @throws org.threadless.router.conversation.StoreUnavailableException where the database cannot
   *     be used now
   */
  void remember(UUID asker, String key, Answered answered);
}
