package org.threadless.app.webhook;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What came of asking a program about a message. */
sealed interface ProgramSaid {

  /**
   * It has answered.
   *
   * @param handled whether the message is not for other apps
   */
  record Answer(List<WebhookReply> replies, boolean handled) implements ProgramSaid {

    private static final int MOST = 100;

    /** Refuses too many. */
    public Answer {
      replies = List.copyOf(replies);
      if (replies.size() > MOST) {
        throw new IllegalArgumentException(
            "more than " + MOST + " replies: there are " + replies.size());
      }
    }

    /** Who answers has handled it, unless they say otherwise. */
    Answer(List<WebhookReply> replies) {
      this(replies, true);
    }
  }

  /**
   * There is no answer that could be used.
   *
   * @param reason one line for people, which shows nothing of the question
   * @param after how long it asks us to wait, where it does
   */
  record Failure(String reason, Optional<Duration> after) implements ProgramSaid {

    Failure(String reason) {
      this(reason, Optional.empty());
    }
  }
}
