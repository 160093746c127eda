package org.threadless.router.engine.access.password;

import java.util.Objects;
import org.threadless.router.config.Secret;

/**
 * What is kept of a password.
 *
 * @param encoded the hash with all that it was made with, as {@code
 *     $argon2id$v=19$m=19456,t=2,p=1$...}; nobody is shown it
 */
public record PasswordHash(Secret encoded) {

  /** Refuses null. */
  public PasswordHash {
    Objects.requireNonNull(encoded, "encoded");
  }
}
