package org.threadless.console.message;

import org.threadless.router.message.IncomingStatus;
import org.threadless.router.message.MessageStatus;
import org.threadless.router.message.OutgoingStatus;

/**
 * A status in words.
 *
 * @param label the words
 * @param tone the class by which style sheets colour them; may be empty
 */
public record StatusBadge(String label, String tone) {

  /** Returns how a status is shown. */
  public static StatusBadge of(MessageStatus status) {
    return status instanceof IncomingStatus in ? of(in) : of((OutgoingStatus) status);
  }

  private static StatusBadge of(IncomingStatus status) {
    return switch (status) {
      case QUEUED -> new StatusBadge("to be routed", "calm");
      case HANDLED -> new StatusBadge("handled", "good");
      case FILTERED -> new StatusBadge("filtered", "");
      case ERRORED -> new StatusBadge("not routed", "bad");
    };
  }

  private static StatusBadge of(OutgoingStatus status) {
    return switch (status) {
      case QUEUED -> new StatusBadge("waits", "calm");
      case SENT -> new StatusBadge("sent", "good");
      case DELIVERED -> new StatusBadge("delivered", "good");
      case FAILED -> new StatusBadge("failed", "bad");
      case CANCELLED -> new StatusBadge("cancelled", "");
    };
  }
}
