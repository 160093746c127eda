package org.threadless.router.engine.access.secret;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import org.threadless.router.config.Secret;
import org.threadless.router.text.Sha256;

/**
 * A kind of text that lets somebody in: 256 random bits, which nobody guesses, behind letters that
 * say what it is for. Of such a text a fast hash is kept: nothing more can be learned from it than
 * from a slow one.
 */
public final class RandomText {

  private static final int BYTES = 32;

  private final String prefix;
  private final Pattern form;

  /**
   * @param prefix the letters that all texts of this kind begin with
   */
  public RandomText(String prefix) {
    this.prefix = prefix;
    this.form = Pattern.compile(prefix + "[A-Za-z0-9_-]{43}");
  }

  /** Returns whether a text is of this kind. */
  public boolean has(String shown) {
    return form.matcher(shown).matches();
  }

  /** Returns a new one. */
  public Secret next(SecureRandom random) {
    byte[] bits = new byte[BYTES];
    random.nextBytes(bits);
    return new Secret(prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
  }

  /** Returns what is kept of one: its SHA-256, in 64 hexadecimal digits. */
  public static String hash(Secret text) {
    return Sha256.hex(text.reveal().getBytes(StandardCharsets.US_ASCII));
  }
}
