package org.threadless.router.engine.store;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.threadless.router.backend.SendResult;
import org.threadless.router.message.BackendName;

/**
 * A part of the way that a message has gone: one backend, and what came of it there.
 *
 * @param backend the backend
 * @param result what came of it
 * @param reason why, where it was not accepted; one line for people
 * @param at when
 * @param gatewayId the id that the gateway gave it there, where it did
 */
public record Leg(
    BackendName backend,
    Result result,
    Optional<String> reason,
    Instant at,
    Optional<String> gatewayId) {

  /** What has come of a message at a backend. */
  public enum Result {
    /** It was not asked, since it is down. */
    DOWN,
    /** It was not asked, since it is paused, or outside of its hours. */
    HELD,
    /** It does not serve the recipient. */
    NOT_SERVED,
    /** It could not take it then, and does not have it. */
    FAILED,
    /** It perhaps has it. */
    PERHAPS,
    /** It refused it for good. */
    REFUSED,
    /** It has it. */
    ACCEPTED
  }

  /** Returns why the backend was passed by, as people read it; empty where it was asked. */
  public Optional<String> passed() {
    return switch (result) {
      case DOWN -> Optional.of("backend " + backend + " is down");
      case HELD -> Optional.of("backend " + backend + " is " + reason.orElseThrow());
      default -> Optional.empty();
    };
  }

  /** Refuses nulls. */
  public Leg {
    Objects.requireNonNull(backend, "backend");
    Objects.requireNonNull(result, "result");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(gatewayId, "gatewayId");
  }

  /** That the gateway gave no id. */
  public Leg(BackendName backend, Result result, Optional<String> reason, Instant at) {
    this(backend, result, reason, at, Optional.empty());
  }

  /** Returns that of a backend that is down. */
  public static Leg down(BackendName backend, Instant at) {
    return new Leg(backend, Result.DOWN, Optional.empty(), at);
  }

  /** Returns that of a backend that may not send it now. */
  public static Leg held(Hold hold, Instant at) {
    return new Leg(hold.backend(), Result.HELD, Optional.of(hold.reason()), at);
  }

  /** Returns that of a backend that was asked. */
  public static Leg of(BackendName backend, SendResult result, Instant at) {
    if (result instanceof SendResult.Accepted accepted) {
      return new Leg(backend, Result.ACCEPTED, Optional.empty(), at, accepted.gatewayId());
    }
    if (result instanceof SendResult.Refused refused) {
      Result kind = result.isNotServed() ? Result.NOT_SERVED : Result.REFUSED;
      return new Leg(backend, kind, Optional.of(refused.reason()), at);
    }
    if (result instanceof SendResult.WorthRetrying again) {
      Result kind = result instanceof SendResult.Unanswered ? Result.PERHAPS : Result.FAILED;
      return new Leg(backend, kind, Optional.of(again.reason()), at);
    }
    throw new IllegalArgumentException("not known yet: " + result);
  }
}
