package org.threadless.storage.write.row;

import java.util.Optional;
import java.util.UUID;
import org.threadless.router.engine.callback.CallbackUrls;
import org.threadless.router.message.OutgoingMessage;

/**
 * A row of {@code message_callback}.
 *
 * @param target what such URLs have in common
 */
public record CallbackRow(UUID messageId, String url, String target) {

  /** Returns that of a message; empty where it names nobody to tell. */
  public static Optional<CallbackRow> of(OutgoingMessage message) {
    return message
        .callback()
        .map(url -> new CallbackRow(message.id(), url.toString(), CallbackUrls.target(url)));
  }
}
