package org.threadless.router.engine.access.password;

import java.text.Normalizer;
import org.threadless.router.config.Secret;

/**
 * A password that somebody has chosen: 12 to 200 characters.
 *
 * @param secret its text, in NFC: keyboards differ in how they write letters with accents
 */
public record Password(Secret secret) {

  /** How many characters there are at least. */
  public static final int SHORTEST = 12;

  /** How many there are at most. */
  public static final int LONGEST = 200;

  /** Refuses what is too short or too long; the message goes on from its field. */
  public Password {
    secret = normal(secret);
    int length = secret.reveal().codePointCount(0, secret.reveal().length());
    if (length < SHORTEST || length > LONGEST) {
      throw new IllegalArgumentException(
          "a password has " + SHORTEST + " to " + LONGEST + " characters; several words are good");
    }
  }

  static Secret normal(Secret typed) {
    return new Secret(Normalizer.normalize(typed.reveal(), Normalizer.Form.NFC));
  }
}
