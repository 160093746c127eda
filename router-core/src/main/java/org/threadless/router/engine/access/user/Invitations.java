package org.threadless.router.engine.access.user;

import java.util.Optional;
import org.threadless.router.engine.access.password.PasswordHash;
import org.threadless.router.engine.access.secret.TicketText;

/**
 * Keeps what links are for that can be used once, and of the text of each no more than its hash.
 * Safe for any thread.
 *
 * <p>Every method throws {@link org.threadless.router.conversation.StoreUnavailableException} where
 * the database cannot be used now.
 */
public interface Invitations {

  /** Makes one for the first admin; empty where there is a user already. */
  Optional<TicketText> first();

  /**
   * Makes one by which somebody sets a password, instead of what was made for them before.
   *
   * @throws AccessException where there is nobody of that name, or they sign in with another
   *     service
   */
  TicketText of(UserName name);

  /** Returns what a link is for; empty where it was used, is too old, or was never made. */
  Optional<Invitation> find(TicketText shown);

  /**
   * Adds the first admin. The link can be used no more.
   *
   * @throws AccessException where the link can be used no more, or there is a user by now
   */
  User acceptFirst(TicketText shown, UserName name, PasswordHash password);

  /**
   * Sets the password of whom the link is for, and ends their sessions. The link can be used no
   * more.
   *
   * @throws AccessException where the link can be used no more
   */
  User accept(TicketText shown, PasswordHash password);
}
