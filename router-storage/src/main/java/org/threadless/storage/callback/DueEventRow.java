package org.threadless.storage.callback;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.threadless.router.conversation.Direction;
import org.threadless.router.engine.callback.CallbackEvent;
import org.threadless.router.engine.callback.EventType;
import org.threadless.router.message.Connection;

/**
 * An event that is taken, with its message.
 *
 * @param identity null where the message is of somebody who is erased
 * @param isEnded whether the target wants to hear no more of it
 */
public record DueEventRow(
    long eventPosition,
    UUID id,
    String target,
    String url,
    EventType type,
    Instant at,
    String status,
    String reason,
    int attempts,
    boolean isEnded,
    UUID messageId,
    String backend,
    String identity,
    Direction direction,
    String text,
    String externalId,
    UUID inResponseTo) {

  /** Returns what it says; whose message is not known any more, of that nothing is told. */
  CallbackEvent toEvent() {
    return new CallbackEvent(
        eventPosition,
        id,
        target,
        Optional.ofNullable(url),
        type,
        at,
        Optional.ofNullable(status),
        Optional.ofNullable(reason),
        attempts,
        isEnded,
        new CallbackEvent.About(
            messageId,
            Connection.stored(backend, identity),
            direction,
            text,
            Optional.ofNullable(externalId),
            Optional.ofNullable(inResponseTo)));
  }
}
