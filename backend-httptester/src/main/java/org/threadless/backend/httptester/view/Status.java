package org.threadless.backend.httptester.view;

import org.threadless.router.conversation.StoredMessage;
import org.threadless.router.message.IncomingStatus;
import org.threadless.router.message.MessageStatus;
import org.threadless.router.message.OutgoingStatus;

/**
 * A status in words.
 *
 * @param label the words
 * @param tone how they are coloured
 * @param mayChange whether something may still come of the message: it waits, or can be tried again
 */
public record Status(String label, Tone tone, boolean mayChange) {

  /** Returns the status of a message. */
  public static Status of(StoredMessage message) {
    MessageStatus status = message.status();
    return status instanceof IncomingStatus in ? of(in) : of((OutgoingStatus) status);
  }

  private static Status of(IncomingStatus status) {
    return switch (status) {
      case QUEUED -> new Status("queued", Tone.WAITING, true);
      case HANDLED -> new Status("received", Tone.DONE, false);
      case FILTERED -> new Status("stopped by a filter", Tone.STOPPED, false);
      case ERRORED -> new Status("failed: could not be routed", Tone.FAILED, true);
    };
  }

  private static Status of(OutgoingStatus status) {
    return switch (status) {
      case QUEUED -> new Status("queued", Tone.WAITING, true);
      case SENT -> new Status("sent", Tone.DONE, false);
      case DELIVERED -> new Status("delivered", Tone.DONE, false);
      case FAILED -> new Status("failed", Tone.FAILED, true);
      case CANCELLED -> new Status("cancelled by an app", Tone.STOPPED, false);
    };
  }
}
