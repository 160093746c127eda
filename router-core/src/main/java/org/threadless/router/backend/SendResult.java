package org.threadless.router.backend;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.threadless.router.message.ExternalIds;

/** What came of an attempt to send. */
public sealed interface SendResult {

  /** Returns that the gateway accepted the message, and gave no id for it. */
  static SendResult accepted() {
    return new Accepted(Optional.empty());
  }

  /** Returns that the gateway accepted the message, and which id it gave it. */
  static SendResult accepted(String gatewayId) {
    return new Accepted(Optional.of(gatewayId));
  }

  /** Returns that the gateway cannot take the message now. */
  static SendResult retry(String reason) {
    return new Retry(reason, Optional.empty());
  }

  /** Returns that the message was not sent yet, and that nothing is known of the gateway. */
  static SendResult notYet(String reason) {
    return new Retry(reason, Optional.empty(), By.BACKEND);
  }

  /** Returns that it is not known whether the gateway has the message. */
  static SendResult unanswered(String reason) {
    return new Unanswered(reason);
  }

  /** Returns that the router stops, and could not wait any longer for the gateway's answer. */
  static SendResult cutOff() {
    return unanswered("the router was stopped before the gateway had answered");
  }

  /** Returns that the gateway takes nothing from us until somebody mends that. */
  static SendResult unusable(String reason) {
    return new Unusable(reason);
  }

  /** Returns that the gateway will never take the message. */
  static SendResult refused(String reason) {
    return new Refused(reason);
  }

  /**
   * Returns that the gateway does not serve the recipient: the number is not of its network. Where
   * the backend has a {@code fallback}, that is asked; else it is as {@link #refused}.
   */
  static SendResult notServed(String reason) {
    return new Refused(reason, By.GATEWAY, Of.RECIPIENT);
  }

  /** Returns that the message can never be sent, for which the gateway was not even asked. */
  static SendResult unsendable(String reason) {
    return new Refused(reason, By.BACKEND);
  }

  /**
   * The gateway has the message.
   *
   * @param gatewayId its own id of it, where it gave one; a delivery report may name the message by
   *     it ({@link org.threadless.router.message.GatewayReport}). An empty one is none; one of more
   *     than 255 characters is shortened, so that two that differ still do
   * @param by who says so
   */
  record Accepted(Optional<String> gatewayId, By by) implements SendResult {
    /** Refuses nulls, and mends the id. */
    public Accepted {
      gatewayId = gatewayId.flatMap(ExternalIds::kept);
      Objects.requireNonNull(by, "by");
    }

    /** The gateway has said so. */
    public Accepted(Optional<String> gatewayId) {
      this(gatewayId, By.GATEWAY);
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

  /** It failed, and may succeed later: the message is tried again. */
  sealed interface WorthRetrying extends SendResult {

    /** Returns why it failed, in one line for people. */
    String reason();
  }

  /**
   * It failed, and may succeed later: the gateway is down or busy, or was not asked yet. It does
   * not have the message.
   *
   * @param reason one line for people
   * @param after how long the gateway asked us to wait, where it did; a wait that is longer than
   *     the backend's settings let it be is cut
   * @param by whose no it is
   */
  record Retry(String reason, Optional<Duration> after, By by) implements WorthRetrying {
    /** Refuses nulls. */
    public Retry {
      Objects.requireNonNull(reason, "reason");
      Objects.requireNonNull(after, "after");
      Objects.requireNonNull(by, "by");
    }

    /** The gateway cannot take it now, or could not be asked. */
    public Retry(String reason, Optional<Duration> after) {
      this(reason, after, By.GATEWAY);
    }
  }

  /**
   * The gateway was given the message, and perhaps has it: its answer did not come in time, or was
   * cut off. The message is sent again a few times only, since each may be a copy.
   *
   * @param reason one line for people
   */
  record Unanswered(String reason) implements WorthRetrying {
    /** Refuses null. */
    public Unanswered {
      Objects.requireNonNull(reason, "reason");
    }
  }

  /**
   * It failed through no fault of the message: a wrong password, no credit, an unknown URL. Every
   * other message would fail as well until somebody has mended it, so the log has it as an error,
   * and the backend counts as down at once.
   *
   * @param reason one line for people; the same as long as the cause is
   */
  record Unusable(String reason) implements WorthRetrying {
    /** Refuses null. */
    public Unusable {
      Objects.requireNonNull(reason, "reason");
    }
  }

  /** Whose word a result is. */
  enum By {
    /** The gateway's: it was asked, or it was tried to. */
    GATEWAY,
    /**
     * The backend's own, which has not asked the gateway, or has handed it the message another way
     * than by sending: nothing is known of whether it can be sent to.
     */
    BACKEND
  }

  /** What is refused. */
  enum Of {
    /** The message: no other gateway is asked. */
    MESSAGE,
    /** The recipient, who is not one of this gateway's: another one may take the message. */
    RECIPIENT
  }

  /**
   * It failed for good: sending the same again would fail again.
   *
   * @param reason one line for people
   * @param by whose no it is
   * @param of what it is a no to
   */
  record Refused(String reason, By by, Of of) implements SendResult {
    /** Refuses nulls. */
    public Refused {
      Objects.requireNonNull(reason, "reason");
      Objects.requireNonNull(by, "by");
      Objects.requireNonNull(of, "of");
    }

    /** The message is refused. */
    public Refused(String reason, By by) {
      this(reason, by, Of.MESSAGE);
    }

    /** The gateway has refused it. */
    public Refused(String reason) {
      this(reason, By.GATEWAY);
    }
  }

  /**
   * Returns whether another gateway may take the message: this one does not serve the recipient.
   */
  default boolean isNotServed() {
    return this instanceof Refused refused && refused.of() == Of.RECIPIENT;
  }

  /** Returns whether it tells that the gateway is up: it was asked, and has said yes or no. */
  default boolean isAnswer() {
    return (this instanceof Accepted accepted && accepted.by() == By.GATEWAY)
        || (this instanceof Refused refused && refused.by() == By.GATEWAY);
  }

  /** Returns whether it tells that the gateway may be down: it was to be sent to, and failed. */
  default boolean isFailure() {
    return this instanceof WorthRetrying
        && !equals(cutOff())
        && !(this instanceof Retry retry && retry.by() == By.BACKEND);
  }
}
