package org.threadless.router.engine.access.session;

import java.util.Optional;
import org.threadless.router.engine.access.password.PasswordHash;
import org.threadless.router.engine.access.secret.TicketText;
import org.threadless.router.engine.access.user.User;
import org.threadless.router.engine.access.user.UserName;

/**
 * Keeps who is signed in, on all nodes, and of what their browsers show no more than its hash. What
 * one node ends is over on all of them at once. Safe for any thread.
 *
 * <p>Every method throws {@link org.threadless.router.conversation.StoreUnavailableException} where
 * the database cannot be used now.
 */
public interface UserSessions {

  /** Signs somebody in, and returns what their browser is to show. */
  TicketText start(User user);

  /**
   * Signs somebody in by a password, and returns what their browser is to show; empty where the
   * password has been changed since it was looked at.
   *
   * @param compared what was kept of the password then
   */
  Optional<TicketText> start(User user, PasswordHash compared);

  /** Returns the session that a browser shows this of; empty where there is none, or it is over. */
  Optional<UserSession> find(TicketText shown);

  /** Ends a session, where there is one. */
  void end(TicketText shown);

  /** Ends all sessions of somebody. */
  void endAll(UserName name);
}
