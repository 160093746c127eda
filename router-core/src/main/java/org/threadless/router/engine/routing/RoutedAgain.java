package org.threadless.router.engine.routing;

import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.threadless.router.engine.backend.Backends;
import org.threadless.router.engine.backend.RetrySettings;
import org.threadless.router.engine.backlog.Failure;
import org.threadless.router.message.BackendName;

/** When a message is routed again that an app has let wait: by the {@code retry} of its backend. */
public final class RoutedAgain {

  private final Backends backends;
  private final InstantSource clock;

  /**
   * That a message waits.
   *
   * @param failure how often it has been tried by now, and why it waits
   */
  record Wait(Failure failure, Instant due) {}

  @Inject
  RoutedAgain(Backends backends, InstantSource clock) {
    this.backends = backends;
    this.clock = clock;
  }

  /** Returns until when one waits that was routed for the first time. */
  Instant first(BackendName backend, Postponed why) {
    return wait(settings(backend), 0, why, clock.instant()).due();
  }

  /**
   * Returns how long one waits that has waited before; empty where it has waited long enough.
   *
   * @param attempts how often it has been tried before
   * @param since when it came, or was let be routed again by hand
   */
  Optional<Wait> next(BackendName backend, int attempts, Instant since, Postponed why) {
    RetrySettings settings = settings(backend);
    Instant now = clock.instant();
    if (settings.isOver(since, now)) {
      return Optional.empty();
    }
    Wait next = wait(settings, attempts, why, now);
    Instant end = settings.end(since);
    return Optional.of(next.due().isBefore(end) ? next : new Wait(next.failure(), end));
  }

  /** Returns after how long one is given up, for people. */
  String givenUpAfter(BackendName backend) {
    return settings(backend).giveUpAfterText();
  }

  private static Wait wait(RetrySettings settings, int attempts, Postponed why, Instant now) {
    Failure failure = new Failure(why.reason(), attempts + 1, 0, now);
    return new Wait(failure, now.plus(settings.delay(failure.attempts(), why.asked())));
  }

  private RetrySettings settings(BackendName backend) {
    return backends.require(backend).settings().retry();
  }
}
