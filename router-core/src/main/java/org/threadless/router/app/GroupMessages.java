package org.threadless.router.app;

import java.util.List;
import java.util.UUID;
import org.threadless.router.message.OutgoingMessage;

/**
 * What was sent to a group.
 *
 * @param messages one for each member that can be reached, those that an app cancelled included
 * @param passedOver the ids of the contacts that have no connection on a configured backend
 */
public record GroupMessages(List<OutgoingMessage> messages, List<UUID> passedOver) {

  /** Copies the lists. */
  public GroupMessages {
    messages = List.copyOf(messages);
    passedOver = List.copyOf(passedOver);
  }
}
