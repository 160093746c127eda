package org.threadless.backend.http.rule;

import org.threadless.backend.http.request.ReceivedRequest;

/** Says what a part of a request is: a message, or a delivery report. */
public interface Rule {

  /** What was read of a part, and is not stored yet. */
  @FunctionalInterface
  interface Read {

    /**
     * Stores it; the same again changes nothing.
     *
     * @throws org.threadless.router.conversation.StoreUnavailableException where it cannot be
     *     stored now
     * @throws org.threadless.router.incoming.OverloadException likewise
     * @throws org.threadless.http.receive.TryAgainException where that is so for this one alone
     */
    void store();
  }

  /** Returns which parts it is for. */
  Scope scope();

  /** Returns whether a part says who has sent it by our own token, so that nothing else need. */
  default boolean isByToken() {
    return false;
  }

  /**
   * Reads a part.
   *
   * @throws org.threadless.http.request.RequestException where it cannot be read
   */
  Read read(ReceivedRequest part);
}
