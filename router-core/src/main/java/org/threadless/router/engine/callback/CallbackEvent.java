package org.threadless.router.engine.callback;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.threadless.router.conversation.Direction;
import org.threadless.router.message.Connection;

/**
 * What a target is to be told, with what it says of the message.
 *
 * @param position where it stands among all of this database: what happens to a message later
 *     stands further behind
 * @param id of the event, the same for each who is told of it
 * @param target who is told
 * @param url where a single message has named its own; empty where the target is a configured one
 * @param type what has happened
 * @param at when it has
 * @param status of the message from then on; empty where that says nothing
 * @param reason why, where there is one
 * @param attempts how often it was tried to tell it
 * @param isEnded whether the target wants to hear no more of this message
 * @param message what it is about
 */
public record CallbackEvent(
    long position,
    UUID id,
    String target,
    Optional<String> url,
    EventType type,
    Instant at,
    Optional<String> status,
    Optional<String> reason,
    int attempts,
    boolean isEnded,
    About message) {

  /**
   * The message that an event is about, as it is when it is told.
   *
   * @param id of the message
   * @param connection whom it came from or goes to
   * @param direction which of both
   * @param text what it says
   * @param externalId the gateway's id of it, where there is one
   * @param inResponseTo the message that it answers, if any
   */
  public record About(
      UUID id,
      Connection connection,
      Direction direction,
      String text,
      Optional<String> externalId,
      Optional<UUID> inResponseTo) {

    /** Refuses nulls. */
    public About {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(connection, "connection");
      Objects.requireNonNull(direction, "direction");
      Objects.requireNonNull(text, "text");
      Objects.requireNonNull(externalId, "externalId");
      Objects.requireNonNull(inResponseTo, "inResponseTo");
    }
  }

  /** Refuses nulls. */
  public CallbackEvent {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(url, "url");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(message, "message");
  }
}
