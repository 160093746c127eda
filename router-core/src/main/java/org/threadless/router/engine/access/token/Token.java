package org.threadless.router.engine.access.token;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.threadless.router.config.Rate;
import org.threadless.router.message.BackendName;

/**
 * What is known of a token, which is all but its text.
 *
 * @param id a UUIDv7
 * @param name what lists and the log call it; no two have the same, also when one is revoked
 * @param rights what it lets a program do
 * @param backends those that it is for; empty for all
 * @param expires from when on it lets nobody in; empty for never
 * @param rate how many requests may come with it on each node; empty for any number
 * @param created when it was made
 * @param lastUsed when it let somebody in, some seconds late; empty where it never did
 * @param revoked when it was revoked; empty where it was not
 */
public record Token(
    UUID id,
    String name,
    Set<Right> rights,
    Set<BackendName> backends,
    Optional<Instant> expires,
    Optional<Rate> rate,
    Instant created,
    Optional<Instant> lastUsed,
    Optional<Instant> revoked) {

  /** Refuses nulls. */
  public Token {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(name, "name");
    rights = Set.copyOf(rights);
    backends = Set.copyOf(backends);
    Objects.requireNonNull(expires, "expires");
    Objects.requireNonNull(rate, "rate");
    Objects.requireNonNull(created, "created");
    Objects.requireNonNull(lastUsed, "lastUsed");
    Objects.requireNonNull(revoked, "revoked");
  }

  /** Whether a token lets anybody in. */
  public enum State {
    /** It does. */
    VALID,
    /** Its time is over. */
    EXPIRED,
    /** Somebody has revoked it. */
    REVOKED
  }

  /** Returns what it is at a moment. */
  public State stateAt(Instant moment) {
    if (revoked.isPresent()) {
      return State.REVOKED;
    }
    return expires.filter(end -> !moment.isBefore(end)).isPresent() ? State.EXPIRED : State.VALID;
  }

  /** Returns whether it has a right. */
  public boolean may(Right right) {
    return rights.contains(right);
  }

  /** Returns whether it is for a backend. */
  public boolean isFor(BackendName backend) {
    return backends.isEmpty() || backends.contains(backend);
  }
}
