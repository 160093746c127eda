package org.threadless.backend.httptester.view;

import org.threadless.router.conversation.StoredMessage;
import org.threadless.router.message.Identity;

/**
 * A phone in the list of phones.
 *
 * @param identity whose it is
 * @param segment the part of its page's path that names it, percent-encoded
 * @param last what was said last
 * @param clock when
 */
public record Phone(String identity, String segment, String last, ShownTime clock) {

  // What fits into one line of the list.
  private static final int SHOWN = 60;

  /** Returns the phone that a message came from or went to. */
  public static Phone of(StoredMessage last) {
    Identity identity = last.connection().identity();
    return new Phone(
        identity.value(), Segment.of(identity), shortened(last.text()), ShownTime.of(last.time()));
  }

  private static String shortened(String text) {
    return text.codePointCount(0, text.length()) <= SHOWN
        ? text
        : text.substring(0, text.offsetByCodePoints(0, SHOWN)) + "\u2026";
  }
}
