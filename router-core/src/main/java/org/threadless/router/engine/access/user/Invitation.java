package org.threadless.router.engine.access.user;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.threadless.router.engine.access.secret.TicketText;

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

  /** Returns the URL by which somebody uses one, below that of the root of the server. */
  public static URI url(URI root, TicketText ticket) {
    return root.resolve("console/link/" + ticket.secret().reveal());
  }

  /** Refuses nulls. */
  public Invitation {
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(expires, "expires");
  }
}
