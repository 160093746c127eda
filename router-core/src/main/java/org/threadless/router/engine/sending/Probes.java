package org.threadless.router.engine.sending;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.router.backend.SendResult;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.engine.backend.Backends;
import org.threadless.router.engine.backend.RetrySettings;
import org.threadless.router.engine.backlog.Backlog;
import org.threadless.router.engine.observing.Observers;
import org.threadless.router.message.BackendName;

/** Learns from messages that are sent as probes whether backends that are down still are. */
@Singleton
public final class Probes {

  private static final Logger log = LoggerFactory.getLogger(Probes.class);

  private final Backends backends;
  private final Outages outages;
  private final FailedMessages failed;
  private final Backlog backlog;
  private final InstantSource clock;
  private final Observers observers;

  /** What a probe tells about a gateway. */
  enum Told {
    UP,
    NOT_YET_UP,
    /** It was not asked. */
    NOTHING;

    static Told of(SendResult result) {
      if (result instanceof SendResult.WorthRetrying) {
        return NOT_YET_UP;
      }
      return result.isAnswer() ? UP : NOTHING;
    }
  }

  @Inject
  Probes(
      Backends backends,
      Outages outages,
      FailedMessages failed,
      Backlog backlog,
      InstantSource clock,
      Observers observers) {
    this.backends = backends;
    this.outages = outages;
    this.failed = failed;
    this.backlog = backlog;
    this.clock = clock;
    this.observers = observers;
  }

  /**
   * Takes the probe of a backend that is down, where one is due, for a message that is not its own.
   *
   * @return how many have found it down
   */
  OptionalInt take(BackendName backend) {
    try {
      return backlog.takeProbe(backend);
    } catch (StoreUnavailableException e) {
      return OptionalInt.empty();
    }
  }

  /** Gives back a probe that was not made. */
  void untaken(BackendName backend, int probes) {
    learn(backend, probes, Told.NOTHING, Optional.empty());
  }

  /** Takes note of what came of a probe. */
  void learn(BackendName backend, int probes, SendResult result) {
    Optional<Duration> asked =
        result instanceof SendResult.WorthRetrying failure
            ? SendAttempt.asked(failure)
            : Optional.empty();
    learn(backend, probes, Told.of(result), asked);
  }

  /** The same, with how long the gateway asked us to wait. */
  void learn(BackendName backend, int probes, Told told, Optional<Duration> asked) {
    try {
      switch (told) {
        case UP -> {
          backlog.resume(backend);
          observers.isUp(backend);
          log.info("backend {} is up again: its messages go out now", backend);
        }
        case NOT_YET_UP -> stillDown(backend, probes + 1, asked);
        // The next message is as good a probe.
        case NOTHING -> backlog.probeAgain(backend, clock.instant(), probes);
      }
    } catch (StoreUnavailableException e) {
      // It is not to be sent again because of that: in a while there is another probe.
      log.debug("what a probe has found cannot be stored now", e);
    }
  }

  private void stillDown(BackendName backend, int probes, Optional<Duration> asked) {
    RetrySettings retry = backends.require(backend).settings().retry();
    Instant now = clock.instant();
    Instant next = now.plus(retry.delay(probes + 1, asked));
    backlog.probeAgain(backend, next, probes);
    outages.isTriedAgain(backend, next);
    String reason =
        "given up after "
            + retry.giveUpAfterText()
            + ": the backend is down"
            + outages.reason(backend).map(said -> ": " + said).orElse("");
    failed.tell(
        backlog.giveUp(backend, now.minus(retry.giveUpAfter()), reason, now), backend, reason);
  }
}
