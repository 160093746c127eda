package org.threadless.router.backend;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What came of an attempt to send. */
public sealed interface SendResult {

  /** Returns that the gateway accepted the message, and gave no id for it. */
  static SendResult accepted() {
    return new Accepted(Optional.empty());
  }

  /** Returns that the gateway cannot take the message now. */
  static SendResult retry(String reason) {
    return new Retry(reason, Optional.empty());
  }

  /** Returns that the gateway will never take the message. */
  static SendResult refused(String reason) {
    return new Refused(reason);
  }

  /**
   * The gateway has the message.
   *
   * @param gatewayId its own id of it, where it gave one
   */
  record Accepted(Optional<String> gatewayId) implements SendResult {
    /** Refuses null. */
    public Accepted {
      Objects.requireNonNull(gatewayId, "gatewayId");
    }
  }

  /**
   * What comes of it will be known soon: the message travels in the answer to the request that is
   * being handled on this thread, say. Until then the message stays as it is.
   *
   * @param result completed by the backend whatever happens, with one of the others
   */
  record Later(CompletableFuture<SendResult> result) implements SendResult {
    /** Refuses null. */
    public Later {
      Objects.requireNonNull(result, "result");
    }
  }

  /**
   * It failed, and may succeed later: the gateway is down, busy or slow.
   *
   * @param reason one line for people
   * @param after how long the gateway asked us to wait, where it did
   */
  record Retry(String reason, Optional<Duration> after) implements SendResult {
    /** Refuses nulls. */
    public Retry {
      Objects.requireNonNull(reason, "reason");
      Objects.requireNonNull(after, "after");
    }
  }

  /**
   * It failed for good: sending the same again would fail again.
   *
   * @param reason one line for people
   */
  record Refused(String reason) implements SendResult {
    /** Refuses null. */
    public Refused {
      Objects.requireNonNull(reason, "reason");
    }
  }
}
