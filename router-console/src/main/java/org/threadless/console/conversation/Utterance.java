package org.threadless.console.conversation;

import org.threadless.console.call.ConsolePages;
import org.threadless.console.call.Links;
import org.threadless.console.call.Moment;
import org.threadless.console.message.StatusBadge;
import org.threadless.router.conversation.Direction;
import org.threadless.router.conversation.StoredMessage;
import org.threadless.router.engine.history.FoundMessage;
import org.threadless.router.text.Coding;
import org.threadless.router.text.Segments;

/**
 * A message of a conversation.
 *
 * @param id of the element that shows it
 * @param ours whether it went out, and did not come in
 * @param text what it says
 * @param textDeleted whether it says nothing since its text was to be kept for a time only
 * @param time when it came or was made
 * @param status how far it has come
 * @param reason why; may be empty
 * @param segments how the phone network carries it
 * @param backend by which it went
 * @param href where all of it is
 */
public record Utterance(
    String id,
    boolean ours,
    String text,
    boolean textDeleted,
    Moment time,
    StatusBadge status,
    String reason,
    String segments,
    String backend,
    String href) {

  static Utterance of(FoundMessage found) {
    StoredMessage message = found.message();
    return new Utterance(
        "m-" + message.id(),
        message.direction() == Direction.OUT,
        message.text(),
        message.textDeleted(),
        Moment.of(message.time()),
        StatusBadge.of(message.status()),
        message.reason().orElse(""),
        message.textDeleted() ? "" : segments(Segments.of(message.text())),
        message.connection().backend().value(),
        ConsolePages.ROOT + Links.message(message.id()));
  }

  private static String segments(Segments segments) {
    String count = segments.count() == 1 ? "1 segment" : segments.count() + " segments";
    return segments.coding() == Coding.UCS_2 ? count + ", UCS-2" : count;
  }
}
