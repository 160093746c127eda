package org.threadless.console.message;

import org.threadless.console.call.ConsolePages;
import org.threadless.console.call.Links;
import org.threadless.console.call.Moment;
import org.threadless.router.conversation.Direction;
import org.threadless.router.conversation.StoredMessage;
import org.threadless.router.engine.history.FoundMessage;

/**
 * A message of the list.
 *
 * @param href where all of it is
 * @param time when it came or was made
 * @param in whether it came in
 * @param number from or to whom
 * @param conversation where all messages of that connection are
 * @param backend by which
 * @param status how far it has come
 * @param reason why; may be empty
 * @param text its beginning; empty where it says nothing
 * @param textDeleted whether it says nothing since its text was to be kept for a time only
 */
public record ListedMessage(
    String href,
    Moment time,
    boolean in,
    String number,
    String conversation,
    String backend,
    StatusBadge status,
    String reason,
    String text,
    boolean textDeleted) {

  private static final int LONGEST_TEXT = 160;
  private static final int LONGEST_REASON = 200;

  /** Returns how one that was found is shown. */
  public static ListedMessage of(FoundMessage found) {
    StoredMessage message = found.message();
    return new ListedMessage(
        ConsolePages.ROOT + Links.message(message.id()),
        Moment.of(message.time()),
        message.direction() == Direction.IN,
        message.connection().identity().value(),
        ConsolePages.ROOT + Links.conversation(message.connection()),
        message.connection().backend().value(),
        StatusBadge.of(message.status()),
        shortened(message.reason().orElse(""), LONGEST_REASON),
        shortened(message.text(), LONGEST_TEXT),
        message.textDeleted());
  }

  /** Returns the beginning of a text, which ends with no half of a character. */
  public static String shortened(String text, int longest) {
    if (text.codePointCount(0, text.length()) <= longest) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, longest)) + "\u2026";
  }
}
