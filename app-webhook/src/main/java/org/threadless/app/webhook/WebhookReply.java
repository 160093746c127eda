package org.threadless.app.webhook;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.threadless.router.message.Connection;
import org.threadless.router.message.SendOptions;

/**
 * A reply that a program wants sent.
 *
 * @param to whom it goes to; empty where that is whoever wrote
 */
record WebhookReply(String text, List<Connection> to, SendOptions options) {

  WebhookReply {
    if (text.isBlank()) {
      throw new IllegalArgumentException("a reply without a text");
    }
    if (text.indexOf(0) >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new IllegalArgumentException("a text that holds half a character, or U+0000");
    }
    to = List.copyOf(to);
  }

  /** To whoever wrote. */
  static WebhookReply of(String text) {
    return new WebhookReply(text, List.of(), SendOptions.none());
  }
}
