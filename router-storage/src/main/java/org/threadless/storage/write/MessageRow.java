package org.threadless.storage.write;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.threadless.router.conversation.Direction;
import org.threadless.router.engine.store.Planned;
import org.threadless.router.message.InResponseTo;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.IncomingStatus;
import org.threadless.router.message.OutgoingMessage;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * A row of {@code message}, as it is when it is inserted.
 *
 * @param fingerprint what tells copies from others with the same external id; null without one
 */
public record MessageRow(
    UUID id,
    UUID connectionId,
    String backend,
    Direction direction,
    String status,
    String text,
    String externalId,
    String fields,
    UUID inResponseTo,
    Instant createdAt,
    Integer node,
    UUID fingerprint) {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TypeReference<Map<String, String>> FIELDS = new TypeReference<>() {};

  public static MessageRow of(
      IncomingMessage message, IncomingStatus status, UUID connectionId, Integer node) {
    return new MessageRow(
        message.id(),
        connectionId,
        message.connection().backend().value(),
        Direction.IN,
        status.name(),
        message.receivedText(),
        message.externalId().orElse(null),
        json(message.fields()),
        null,
        message.receivedAt(),
        node,
        message.externalId().map(id -> Fingerprint.of(message)).orElse(null));
  }

  public static MessageRow of(Planned planned, UUID connectionId, int node) {
    OutgoingMessage message = planned.message();
    return new MessageRow(
        message.id(),
        connectionId,
        message.connection().backend().value(),
        Direction.OUT,
        planned.status().name(),
        message.text(),
        null,
        null,
        message.inResponseTo().map(InResponseTo::id).orElse(null),
        message.createdAt(),
        node,
        null);
  }

  /** Returns what {@link #json} has written. */
  public static Map<String, String> fields(String json) {
    return json == null ? Map.of() : JSON.readValue(json, FIELDS);
  }

  private static String json(Map<String, String> fields) {
    return fields.isEmpty() ? null : JSON.writeValueAsString(fields);
  }
}
