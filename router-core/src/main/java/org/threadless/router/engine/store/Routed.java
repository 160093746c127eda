package org.threadless.router.engine.store;

import java.util.List;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.IncomingStatus;

/**
 * An incoming message after routing.
 *
 * @param message the message
 * @param status how it ended
 * @param errors the apps' exceptions in the incoming phases
 * @param outgoing what is to be sent because of it, in this order
 */
public record Routed(
    IncomingMessage message, IncomingStatus status, List<AppError> errors, List<Planned> outgoing) {

  /** Copies the lists. */
  public Routed {
    errors = List.copyOf(errors);
    outgoing = List.copyOf(outgoing);
  }
}
