package org.threadless.router.engine.store;

import java.util.List;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.OutgoingStatus;

/**
 * An outgoing message after the apps' {@code outgoing}.
 *
 * @param message the message
 * @param status {@code QUEUED} where it is to be sent, {@code CANCELLED} where an app said no
 * @param errors the apps' exceptions in this phase
 */
public record Planned(OutgoingMessage message, OutgoingStatus status, List<AppError> errors) {

  /** Copies the list. */
  public Planned {
    errors = List.copyOf(errors);
  }

  /** Returns the messages that are to be sent, in their order. */
  public static List<OutgoingMessage> toSend(List<Planned> planned) {
    return planned.stream()
        .filter(each -> each.status() == OutgoingStatus.QUEUED)
        .map(Planned::message)
        .toList();
  }
}
