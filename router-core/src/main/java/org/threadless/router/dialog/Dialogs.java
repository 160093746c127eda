package org.threadless.router.dialog;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Dialog;

/**
 * The questions of one app that wait for an answer: one at most for each connection. Apps have it
 * injected, each its own. Safe for any thread.
 *
 * <pre>{@code
 * message.respond("What is your name?");
 * dialogs.ask(message.connection(), Map.of("asked", "name"), Duration.ofMinutes(10));
 * }</pre>
 *
 * <p>A {@link DialogApp} is given the answer. A question is kept in the database, so that another
 * node may take the answer, until the app ends it or asks anew, or its time has passed by the
 * router's clock; then it is forgotten, and deleted some time later.
 *
 * <p>Called by an app while it has a message before it, each of these is part of that message's
 * transaction: what an app has asked is undone where the app throws. Called from anywhere else,
 * each is a transaction of its own. Every method may throw {@link
 * org.threadless.router.conversation.StoreUnavailableException}; nothing is changed then.
 */
public interface Dialogs {

  /**
   * Waits for an answer from now on, in the place of what this app has asked the connection before.
   *
   * @param state what to know when the answer comes; see {@link Dialog#state}
   * @param forgottenAfter how long an answer is waited for: longer than nothing, 366 days at most
   * @throws IllegalArgumentException where one of them is not valid; its message names what
   */
  void ask(Connection connection, Map<String, String> state, Duration forgottenAfter);

  /** Returns what this app has asked a connection and waits for: one question to the database. */
  Optional<Dialog> of(Connection connection);

  /**
   * Waits no more.
   *
   * @return false where nothing was waited for
   */
  boolean end(Connection connection);
}
