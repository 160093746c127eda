package org.threadless.router.app;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Identity;

/**
 * A number that nothing goes to, since somebody has asked for that.
 *
 * @param backend where that is so; empty where it is so on every backend
 * @param identity the number, or what else it is
 * @param since since when
 */
public record StoppedNumber(Optional<BackendName> backend, Identity identity, Instant since) {

  /** Refuses nulls. */
  public StoppedNumber {
    Objects.requireNonNull(backend, "backend");
    Objects.requireNonNull(identity, "identity");
    Objects.requireNonNull(since, "since");
  }
}
