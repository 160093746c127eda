package org.threadless.router.engine.access.secret;

import java.security.SecureRandom;
import java.util.Optional;
import org.threadless.router.config.Secret;

/**
 * What a browser shows to be let in, by a cookie or once by a link.
 *
 * @param secret the text: {@code ts_} and 43 letters, digits, - and _
 */
public record TicketText(Secret secret) {

  private static final RandomText FORM = new RandomText("ts_");

  /** Refuses what no ticket's text can be. */
  public TicketText {
    if (!FORM.has(secret.reveal())) {
      throw new IllegalArgumentException("a ticket is ts_ and 43 letters, digits, - and _");
    }
  }

  /** Returns what somebody shows; empty where no ticket can be that. */
  public static Optional<TicketText> of(String shown) {
    return FORM.has(shown) ? Optional.of(new TicketText(new Secret(shown))) : Optional.empty();
  }

  /** Returns a new one. */
  public static TicketText next(SecureRandom random) {
    return new TicketText(FORM.next(random));
  }

  /** Returns what is kept of it: its SHA-256, in 64 hexadecimal digits. */
  public String hash() {
    return RandomText.hash(secret);
  }
}
