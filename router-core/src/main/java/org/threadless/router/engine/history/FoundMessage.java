package org.threadless.router.engine.history;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.threadless.router.conversation.StoredMessage;

/**
 * A message that was found.
 *
 * @param message the message
 * @param updatedAt since when it has its status
 * @param waiting how it waits, where it does
 * @param reference what whoever sent an outgoing one knows it by, where that was said
 * @param app the app that has handled an incoming one, or made an outgoing one, where one did
 */
public record FoundMessage(
    StoredMessage message,
    Instant updatedAt,
    Optional<WaitState> waiting,
    Optional<String> reference,
    Optional<String> app) {

  /** Refuses nulls. */
  public FoundMessage {
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(updatedAt, "updatedAt");
    Objects.requireNonNull(waiting, "waiting");
    Objects.requireNonNull(reference, "reference");
    Objects.requireNonNull(app, "app");
  }
}
