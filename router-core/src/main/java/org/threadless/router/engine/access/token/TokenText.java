package org.threadless.router.engine.access.token;

import java.security.SecureRandom;
import java.util.Optional;
import org.threadless.router.config.Secret;
import org.threadless.router.engine.access.secret.RandomText;

/**
 * The text of a token: {@code tr_}, by which those who look for secrets find it, and 256 random
 * bits in base64url (RFC 4648, 5). Nobody can guess so many, so that one round of SHA-256 hides it
 * as well as a slow hash would.
 *
 * @param secret the text
 */
public record TokenText(Secret secret) {

  private static final RandomText FORM = new RandomText("tr_");

  /** Refuses what no token's text can be. */
  public TokenText {
    if (!FORM.has(secret.reveal())) {
      throw new IllegalArgumentException("a token is tr_ and 43 letters, digits, - and _");
    }
  }

  /** Returns what somebody shows; empty where no token can be that. */
  public static Optional<TokenText> of(String shown) {
    return FORM.has(shown) ? Optional.of(new TokenText(new Secret(shown))) : Optional.empty();
  }

  /** Returns a new one. */
  public static TokenText next(SecureRandom random) {
    return new TokenText(FORM.next(random));
  }

  /** Returns what is kept of it: its SHA-256, in 64 hexadecimal digits. */
  public String hash() {
    return RandomText.hash(secret);
  }
}
