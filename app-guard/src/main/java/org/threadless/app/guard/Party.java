package org.threadless.app.guard;

import java.time.Instant;
import java.util.Optional;
import org.threadless.router.app.StoppedNumber;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Identity;

/**
 * Somebody on a backend, or on all of them.
 *
 * @param backend its name; {@code *} for all
 * @param identity who
 */
record Party(String backend, String identity) {

  /** Before all others. */
  static final Party NONE = new Party("", "");

  private static final String ALL = "*";

  static Party of(Connection connection) {
    return new Party(connection.backend().value(), connection.identity().value());
  }

  static Party everywhere(Identity identity) {
    return new Party(ALL, identity.value());
  }

  static Party of(StoppedNumber number) {
    return new Party(
        number.backend().map(BackendName::value).orElse(ALL), number.identity().value());
  }

  StoppedNumber stoppedSince(Instant time) {
    return new StoppedNumber(
        backend.equals(ALL) ? Optional.empty() : Optional.of(new BackendName(backend)),
        Identity.stored(identity),
        time);
  }
}
