package org.threadless.web.signin;

import org.threadless.http.request.FormReader;
import org.threadless.router.config.Secret;
import org.threadless.router.engine.access.password.Password;

/** Reads a password that somebody has chosen, and typed twice. */
final class NewPassword {

  private NewPassword() {}

  /**
   * Returns it.
   *
   * @throws IllegalArgumentException where it is none, or they are not the same; its message goes
   *     on nothing
   */
  static Password of(FormReader form) {
    Secret typed = PlaceHandler.secret(form, "new-password");
    if (!typed.equals(PlaceHandler.secret(form, "again"))) {
      throw new IllegalArgumentException("the two passwords are not the same");
    }
    return new Password(typed);
  }
}
