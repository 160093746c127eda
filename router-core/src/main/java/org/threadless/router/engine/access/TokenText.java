package org.threadless.router.engine.access;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.threadless.router.config.Secret;
import org.threadless.router.text.Sha256;

/**
 * The text of a token: {@code tr_}, by which those who look for secrets find it, and 256 random
 * bits in base64url (RFC 4648, 5). Nobody can guess so many, so that one round of SHA-256 hides it
 * as well as a slow hash would.
 *
 * @param secret the text
 */
public record TokenText(Secret secret) {

  private static final String PREFIX = "tr_";
  private static final int BYTES = 32;
  private static final Pattern FORM = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{43}");

  /** Refuses what no token's text can be. */
  public TokenText {
    if (!FORM.matcher(secret.reveal()).matches()) {
      throw new IllegalArgumentException("a token is tr_ and 43 letters, digits, - and _");
    }
  }

  /** Returns what somebody shows; empty where no token can be that. */
  public static Optional<TokenText> of(String shown) {
    return FORM.matcher(shown).matches()
        ? Optional.of(new TokenText(new Secret(shown)))
        : Optional.empty();
  }

  /** Returns a new one. */
  public static TokenText next(SecureRandom random) {
    byte[] bits = new byte[BYTES];
    random.nextBytes(bits);
    return new TokenText(
        new Secret(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bits)));
  }

  /** Returns what is kept of it: its SHA-256, in 64 hexadecimal digits. */
  public String hash() {
    return Sha256.hex(secret.reveal().getBytes(StandardCharsets.US_ASCII));
  }
}
