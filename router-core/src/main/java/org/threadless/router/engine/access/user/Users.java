package org.threadless.router.engine.access.user;

import java.util.List;
import java.util.Optional;
import org.threadless.router.engine.access.password.PasswordHash;

/**
 * Keeps those who may sign in. What one node changes holds on all of them at once. Safe for any
 * thread.
 *
 * <p>Every method throws {@link org.threadless.router.conversation.StoreUnavailableException} where
 * the database cannot be used now.
 */
public interface Users {

  /**
   * Adds somebody.
   *
   * @param password empty where they are to set one by a link
   * @throws AccessException where the name is taken
   */
  User add(UserName name, Role role, Optional<PasswordHash> password);

  /**
   * Returns somebody whom another service has signed in; adds them where they come for the first
   * time, and gives them the name and the role that they have there now.
   *
   * @throws AccessException where somebody else has the name
   */
  User provided(ProviderSubject subject, UserName name, Role role);

  /** Returns all of them, sorted by name. */
  List<User> list();

  /** Returns whether there is anybody. */
  boolean isAnybody();

  /** Returns the one of a name; empty where there is none. */
  Optional<User> find(UserName name);

  /** Returns what is kept of somebody's password; empty where they have none, or are unknown. */
  Optional<PasswordHash> password(UserName name);

  /**
   * Lets somebody do more or less from now on, where they are signed in, too.
   *
   * @throws AccessException where there is nobody of that name, another service says what they may
   *     do, or nobody would be left who may do everything
   */
  void changeRole(UserName name, Role role);

  /**
   * Gives somebody another password, and ends their sessions.
   *
   * @throws AccessException where there is nobody of that name, or they sign in with another
   *     service
   */
  void changePassword(UserName name, PasswordHash password);

  /**
   * The same, unless it has been changed since it was looked at.
   *
   * @param compared what was kept of the password then
   * @throws AccessException where it has been, too
   */
  void changePassword(UserName name, PasswordHash compared, PasswordHash password);

  /**
   * Removes somebody, and ends their sessions.
   *
   * @throws AccessException where there is nobody of that name, or nobody would be left who may do
   *     everything
   */
  void remove(UserName name);
}
