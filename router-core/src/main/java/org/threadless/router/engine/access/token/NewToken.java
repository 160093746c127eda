package org.threadless.router.engine.access.token;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.threadless.router.config.Rate;
import org.threadless.router.message.BackendName;

/**
 * What a token is to be.
 *
 * @param name what lists and the log call it: 1 to 50 of the characters {@code A-Z a-z 0-9 _ -}
 * @param rights what it lets a program do; at least one
 * @param backends those that it is for; empty for all
 * @param expires from when on it lets nobody in; empty for never
 * @param rate how many requests may come with it on each node; empty for any number
 */
public record NewToken(
    String name,
    Set<Right> rights,
    Set<BackendName> backends,
    Optional<Instant> expires,
    Optional<Rate> rate) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,50}");

  /** Checks name and rights; the message goes on from what was given. */
  public NewToken {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a token's name is 1 to 50 of the characters A-Z a-z 0-9 _ -");
    }
    rights = Set.copyOf(rights);
    if (rights.isEmpty()) {
      throw new IllegalArgumentException("a token has at least one right");
    }
    backends = Set.copyOf(backends);
    Objects.requireNonNull(expires, "expires");
    Objects.requireNonNull(rate, "rate");
  }
}
