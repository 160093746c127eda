package org.threadless.storage.write.row;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.threadless.router.app.AppName;
import org.threadless.router.conversation.Direction;
import org.threadless.router.engine.store.Departure;
import org.threadless.router.engine.store.Planned;
import org.threadless.router.engine.store.Routed;
import org.threadless.router.message.Connection;
import org.threadless.router.message.InResponseTo;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.IncomingStatus;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.OutgoingStatus;
import org.threadless.storage.write.value.Fingerprint;
import org.threadless.storage.write.value.Storable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * A row of {@code message}, as it is when it is inserted.
 *
 * @param connectionId null as long as it is not known
 * @param fingerprint what tells copies from others with the same external id; null without one
 * @param validUntil until when an outgoing message is of use; null where nothing was said
 * @param broadcast the broadcast that it is of, or the first of those that an app sent to many at
 *     once; null where it is none of them
 * @param reason why an app has cancelled it; null where it has not, or did not say
 * @param app the app that has handled it, or made it; null where none did
 */
public record MessageRow(
    UUID id,
    UUID connectionId,
    String backend,
    String identity,
    Direction direction,
    String status,
    String text,
    String externalId,
    String fields,
    UUID inResponseTo,
    Instant createdAt,
    Integer node,
    UUID fingerprint,
    Instant validUntil,
    UUID broadcast,
    String reason,
    String app) {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TypeReference<Map<String, String>> FIELDS = new TypeReference<>() {};

  /** Returns that of a message that was routed. */
  public static MessageRow of(Routed routed) {
    return of(
        routed.message(),
        routed.status(),
        null,
        routed.handledBy().map(AppName::value).orElse(null));
  }

  /** Returns that of a message that is to be routed. */
  public static MessageRow queued(IncomingMessage message, Integer node) {
    return of(message, IncomingStatus.QUEUED, node, null);
  }

  private static MessageRow of(
      IncomingMessage message, IncomingStatus status, Integer node, String app) {
    return new MessageRow(
        message.id(),
        null,
        message.connection().backend().value(),
        message.connection().identity().value(),
        Direction.IN,
        status.name(),
        message.receivedText(),
        message.externalId().orElse(null),
        json(message.fields()),
        null,
        message.receivedAt(),
        node,
        message.externalId().map(id -> Fingerprint.of(message)).orElse(null),
        null,
        null,
        null,
        app);
  }

  public static MessageRow of(Planned planned, int node) {
    OutgoingMessage message = planned.message();
    return new MessageRow(
        message.id(),
        null,
        message.connection().backend().value(),
        message.connection().identity().value(),
        Direction.OUT,
        planned.status().name(),
        message.text(),
        null,
        null,
        message.inResponseTo().map(InResponseTo::id).orElse(null),
        message.createdAt(),
        planned.goes(Departure.AT_ONCE) ? node : null,
        null,
        message.validUntil().orElse(null),
        planned.broadcast().orElse(null),
        reason(planned),
        planned.app().map(AppName::value).orElse(null));
  }

  private static String reason(Planned planned) {
    return planned.status() == OutgoingStatus.CANCELLED
        ? Storable.text(planned.message().cancelReason().orElse(null))
        : null;
  }

  public Connection connection() {
    return Connection.stored(backend, identity);
  }

  /** Returns the same with the id of its connection. */
  public MessageRow in(UUID connection) {
    return new MessageRow(
        id,
        connection,
        backend,
        identity,
        direction,
        status,
        text,
        externalId,
        fields,
        inResponseTo,
        createdAt,
        node,
        fingerprint,
        validUntil,
        broadcast,
        reason,
        app);
  }

  /** Returns whether a node routes or sends it now. */
  public boolean isTaken() {
    return node != null && status.equals(IncomingStatus.QUEUED.name());
  }

  /** Returns whether it is to be sent by a time, or not at all. */
  public boolean isExpiring() {
    return validUntil != null && status.equals(IncomingStatus.QUEUED.name());
  }

  /** Returns what {@link #json} has written. */
  public static Map<String, String> fields(String json) {
    return json == null ? Map.of() : JSON.readValue(json, FIELDS);
  }

  private static String json(Map<String, String> fields) {
    return fields.isEmpty() ? null : JSON.writeValueAsString(fields);
  }
}
