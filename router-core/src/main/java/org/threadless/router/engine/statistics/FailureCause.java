package org.threadless.router.engine.statistics;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.threadless.router.conversation.Direction;
import org.threadless.router.message.BackendName;

/**
 * One reason why messages have failed; those that differ in numbers only are one.
 *
 * @param direction {@code OUT} where messages could not be sent, {@code IN} where something went
 *     wrong when they were routed
 * @param backend that of the messages' connections
 * @param app the app that something went wrong in; empty where it was none
 * @param reason that of the newest message, for people; empty where none is kept
 * @param messages how often
 * @param example the newest message
 */
public record FailureCause(
    Direction direction,
    BackendName backend,
    Optional<String> app,
    String reason,
    long messages,
    UUID example) {

  /** Refuses nulls. */
  public FailureCause {
    Objects.requireNonNull(direction, "direction");
    Objects.requireNonNull(backend, "backend");
    Objects.requireNonNull(app, "app");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(example, "example");
  }
}
