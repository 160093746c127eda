package org.threadless.app.webhook;

import java.util.Optional;

/**
 * What becomes of a message about which nobody has answered.
 *
 * @param reply what is replied, where something is; empty for the app's own text, in several
 *     languages
 */
record OnFailure(Kind kind, Optional<String> reply) {

  private static final String REPLY = "reply";

  /** It is for the next app. */
  static final OnFailure NEXT = new OnFailure(Kind.NEXT, Optional.empty());

  /** It waits, and the program is asked again. */
  static final OnFailure LATER = new OnFailure(Kind.LATER, Optional.empty());

  /** What is done with it. */
  enum Kind {
    NEXT,
    LATER,
    REPLY
  }

  /** Reads it as it stands in the configuration. */
  public static OnFailure valueOf(String text) {
    if (text.equals("next")) {
      return NEXT;
    }
    if (text.equals("later")) {
      return LATER;
    }
    if (text.equals(REPLY)) {
      return new OnFailure(Kind.REPLY, Optional.empty());
    }
    if (text.startsWith(REPLY + " ") && !text.substring(REPLY.length()).isBlank()) {
      return new OnFailure(Kind.REPLY, Optional.of(text.substring(REPLY.length()).strip()));
    }
    throw new IllegalArgumentException(
        "must be next, later, reply, or reply and a text, and is '" + text + "'");
  }
}
