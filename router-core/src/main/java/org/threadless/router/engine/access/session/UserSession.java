package org.threadless.router.engine.access.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.threadless.router.engine.access.user.User;

/**
 * Somebody who is signed in, in one browser.
 *
 * @param id a UUIDv7
 * @param user who, as they are now
 * @param started when they signed in
 * @param used when they last asked for something, a minute early at most
 */
public record UserSession(UUID id, User user, Instant started, Instant used) {

  /** How long one lasts of which nothing is seen. */
  public static final Duration IDLE = Duration.ofHours(12);

  /** How long one lasts at most. */
  public static final Duration LONGEST = Duration.ofDays(7);

  /** Refuses nulls. */
  public UserSession {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(started, "started");
    Objects.requireNonNull(used, "used");
  }

  /** Returns whether it has ended at a moment. */
  public boolean isOverAt(Instant moment) {
    return !moment.isBefore(used.plus(IDLE)) || !moment.isBefore(started.plus(LONGEST));
  }
}
