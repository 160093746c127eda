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
   * @param answer what it was answered, in the form of who asks for it
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
   * Remembers an answer as part of this thread's unit of work. Where a request with the same key is
   * answered at this moment, waits for its end.
   *
   * @return false where one with this key is answered already; nothing is remembered then
   * @throws org.threadless.router.conversation.StoreUnavailableException where the database cannot
   *     be used now
   */
  boolean remember(UUID asker, String key, Answered answered);
}
