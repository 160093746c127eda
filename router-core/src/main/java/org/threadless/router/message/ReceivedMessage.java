package org.threadless.router.message;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a backend has received and hands to the router: who said what, and what else the gateway
 * told.
 *
 * @param connection where it came from; never null
 * @param text what was said; never null, may be empty
 * @param externalId the gateway's own id of the message, 1 to 255 characters; a second message with
 *     it on the same backend is a duplicate where identity and text are the same, too
 * @param receivedAt when it was received, where that is not now
 * @param fields what else the gateway told, by name; kept with the message and given to apps
 */
public record ReceivedMessage(
    Connection connection,
    String text,
    Optional<String> externalId,
    Optional<Instant> receivedAt,
    Map<String, String> fields) {

  /** The longest external id, in characters. */
  public static final int MAX_EXTERNAL_ID_LENGTH = 255;

  /** Checks texts and lengths. */
  public ReceivedMessage {
    Objects.requireNonNull(connection, "connection");
    Texts.requireUnicode(text);
    externalId.ifPresent(ReceivedMessage::requireExternalId);
    Objects.requireNonNull(receivedAt, "receivedAt");
    fields = Map.copyOf(fields);
    fields.values().forEach(Texts::requireUnicode);
  }

  /**
   * Returns a message received now, without an external id or further fields.
   *
   * @throws IllegalArgumentException where the text is not valid Unicode or holds U+0000; its
   *     message goes on after the name of the field
   */
  public static ReceivedMessage of(Connection connection, String text) {
    return new ReceivedMessage(connection, text, Optional.empty(), Optional.empty(), Map.of());
  }

  /**
   * Returns the same with the gateway's own id.
   *
   * @throws IllegalArgumentException where it is empty or too long; its message goes on after the
   *     name of the field
   */
  public ReceivedMessage withExternalId(String id) {
    return new ReceivedMessage(connection, text, Optional.of(id), receivedAt, fields);
  }

  /** Returns the same with a time of receipt. */
  public ReceivedMessage withReceivedAt(Instant time) {
    return new ReceivedMessage(connection, text, externalId, Optional.of(time), fields);
  }

  /** Returns the same with these fields instead of those it has. */
  public ReceivedMessage withFields(Map<String, String> newFields) {
    return new ReceivedMessage(connection, text, externalId, receivedAt, newFields);
  }

  private static void requireExternalId(String id) {
    if (id.isEmpty() || id.length() > MAX_EXTERNAL_ID_LENGTH) {
      throw new IllegalArgumentException(
          "must have 1 to " + MAX_EXTERNAL_ID_LENGTH + " characters, and has " + id.length());
    }
    Texts.requireUnicode(id);
  }
}
