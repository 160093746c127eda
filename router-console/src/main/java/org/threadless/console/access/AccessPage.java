package org.threadless.console.access;

import java.util.List;
import java.util.Optional;
import org.threadless.console.call.Moment;

/**
 * The page of who may come in.
 *
 * @param users those who may sign in
 * @param roles what they may be
 * @param tokens those of programs
 * @param rights what a token may be for
 * @param backends those that a token may be for alone
 * @param secret what is shown this once
 * @param done what was done just now; may be empty
 */
public record AccessPage(
    List<ListedUser> users,
    List<String> roles,
    List<ListedToken> tokens,
    List<String> rights,
    List<String> backends,
    Optional<ShownOnce> secret,
    String done) {

  /**
   * Somebody who may sign in.
   *
   * @param name as they sign in
   * @param role what they may do
   * @param way how they sign in
   * @param signedIn when they last did
   * @param mayChange whether role and password are said here
   * @param isVisitor whether it is whoever looks at the page
   */
  public record ListedUser(
      String name,
      String role,
      String way,
      Optional<Moment> signedIn,
      boolean mayChange,
      boolean isVisitor) {}

  /** A token of a program. */
  public record ListedToken(
      String name,
      String rights,
      String backends,
      String state,
      String tone,
      Optional<Moment> lastUsed,
      boolean isValid) {}

  /** What nobody can find out later: for whom it is, what to do with it, and the thing itself. */
  public record ShownOnce(String what, String value) {}

  /** Copies the lists. */
  public AccessPage {
    users = List.copyOf(users);
    roles = List.copyOf(roles);
    tokens = List.copyOf(tokens);
    rights = List.copyOf(rights);
    backends = List.copyOf(backends);
  }
}
