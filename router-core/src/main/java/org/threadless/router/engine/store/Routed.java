package org.threadless.router.engine.store;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.threadless.router.app.AppName;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.IncomingStatus;

/**
 * An incoming message after routing.
 *
 * @param message the message
 * @param status how it ended
 * @param errors the apps' exceptions in the incoming phases
 * @param outgoing what is to be sent because of it, in this order
 * @param handledBy the app that said that it has handled or filtered it; the first that replied,
 *     where none did; empty where none did that, either
 */
public record Routed(
    IncomingMessage message,
    IncomingStatus status,
    List<AppError> errors,
    List<Planned> outgoing,
    Optional<AppName> handledBy) {

  /** Copies the lists. */
  public Routed {
    errors = List.copyOf(errors);
    outgoing = List.copyOf(outgoing);
    Objects.requireNonNull(handledBy, "handledBy");
  }

  /** By no app. */
  public Routed(
      IncomingMessage message,
      IncomingStatus status,
      List<AppError> errors,
      List<Planned> outgoing) {
    this(message, status, errors, outgoing, Optional.empty());
  }
}
