package org.threadless.web.signin;

import java.util.Optional;

/**
 * What a page shows by which somebody sets a password.
 *
 * @param title what is done by it
 * @param asks what is asked for besides
 * @param name whose it is; what was typed, where that is asked for
 * @param problem why it did not work
 */
public record PasswordForm(String title, Asks asks, String name, Optional<String> problem) {

  /** What else is asked for. */
  public enum Asks {
    /** The name, of one who is to be the first. */
    NAME,
    /** The password of before. */
    CURRENT,
    /** Nothing: the link is enough. */
    NOTHING
  }
}
