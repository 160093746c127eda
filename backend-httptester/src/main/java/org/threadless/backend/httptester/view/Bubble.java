package org.threadless.backend.httptester.view;

import java.util.UUID;
import org.threadless.router.conversation.Direction;
import org.threadless.router.conversation.StoredMessage;
import org.threadless.router.text.Coding;
import org.threadless.router.text.Segments;

/**
 * A message of a conversation, as the phone shows it.
 *
 * @param id that of the message
 * @param mine whether the phone has sent it, and not got it
 * @param text as it is stored
 * @param textDeleted whether it says nothing since its text was to be kept for a time only
 * @param clock when it was received or made
 * @param status how far it has come
 * @param reason why it has failed or waits; empty where it does not
 * @param segments how the phone network would carry it
 */
public record Bubble(
    UUID id,
    boolean mine,
    String text,
    boolean textDeleted,
    ShownTime clock,
    Status status,
    String reason,
    String segments) {

  /** Returns how a message is shown. */
  public static Bubble of(StoredMessage message) {
    return new Bubble(
        message.id(),
        message.direction() == Direction.IN,
        message.text(),
        message.textDeleted(),
        ShownTime.of(message.time()),
        Status.of(message),
        message.reason().orElse(""),
        message.textDeleted() ? "" : segments(Segments.of(message.text())));
  }

  private static String segments(Segments segments) {
    String count = segments.count() == 1 ? "1 segment" : segments.count() + " segments";
    return segments.coding() == Coding.UCS_2 ? count + ", UCS-2" : count;
  }
}
