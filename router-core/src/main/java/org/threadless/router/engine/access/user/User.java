package org.threadless.router.engine.access.user;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Somebody who may sign in, or could once a password is set.
 *
 * @param id a UUIDv7
 * @param name what they sign in as; no two have the same
 * @param role what they may do
 * @param way how they sign in
 * @param created when they were added
 * @param signedIn when they last did; empty where they never did
 */
public record User(
    UUID id, UserName name, Role role, Way way, Instant created, Optional<Instant> signedIn) {

  /** Refuses nulls. */
  public User {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(way, "way");
    Objects.requireNonNull(created, "created");
    Objects.requireNonNull(signedIn, "signedIn");
  }

  /** How somebody signs in. */
  public enum Way {
    /** With a password. */
    PASSWORD,
    /** Not yet: they are still to set a password, by a link. */
    LINK,
    /** With another service (OpenID Connect), which says what their name and role are. */
    PROVIDER
  }
}
