package org.threadless.router.engine.access;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What a link is for that can be used once.
 *
 * @param user who is to set a password by it; empty where it makes the first admin
 * @param expires from when on it is for nothing
 */
public record Invitation(Optional<User> user, Instant expires) {

  /** How long one may be used that makes the first admin: whoever started the router reads it. */
  public static final Duration OF_FIRST = Duration.ofHours(1);

  /** How long one may be used that somebody is sent. */
  public static final Duration OF_USER = Duration.ofDays(1);

  /** Refuses nulls. */
  public Invitation {
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(expires, "expires");
  }
}
