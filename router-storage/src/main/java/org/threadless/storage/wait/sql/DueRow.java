package org.threadless.storage.wait.sql;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.threadless.router.conversation.Direction;
import org.threadless.router.engine.backlog.Deaths;
import org.threadless.router.engine.backlog.DueMessage;
import org.threadless.router.engine.backlog.QueuedMessage;
import org.threadless.router.engine.backlog.WaitingMessage;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.InResponseTo;
import org.threadless.router.message.IncomingStatus;
import org.threadless.router.message.MessageIds;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.router.message.SendOptions;
import org.threadless.storage.write.row.MessageRow;

/**
 * A message that waits and is due.
 *
 * @param answered the external id of the message that it answers
 * @param validUntil until when it is of use; null where nothing was said
 * @param ordinal what orders those of its connection
 * @param lane where it waits among those of the lowest priority
 * @param waitsSince when it was received or made, or let be tried again
 * @param perhapsAt the backend that perhaps has it; null where none does
 * @param behind the one of its connection that waits right before it; null where it is the first
 * @param unsent whether something waits to be sent to the one who sent it
 */
public record DueRow(
    UUID id,
    Direction direction,
    String status,
    String backend,
    String identity,
    String text,
    String externalId,
    String fields,
    UUID inResponseTo,
    String answered,
    Instant createdAt,
    Instant validUntil,
    UUID connectionId,
    UUID ordinal,
    UUID lane,
    Instant waitsSince,
    int attempts,
    int unanswered,
    int deaths,
    String perhapsAt,
    UUID behind,
    boolean unsent) {

  public boolean isQueued() {
    return status.equals(IncomingStatus.QUEUED.name());
  }

  public Deaths died() {
    return new Deaths(deaths);
  }

  /**
   * Returns the message as who deals with it wants it.
   *
   * @param probes where this is to tell whether its backend is still down: how many have found so
   */
  public DueMessage toMessage(OptionalInt probes) {
    return direction == Direction.IN ? toQueued() : toWaiting(probes);
  }

  private QueuedMessage toQueued() {
    Map<String, String> read = MessageRow.fields(fields);
    ReceivedMessage received =
        new ReceivedMessage(
            Connection.stored(backend, identity),
            text,
            Optional.ofNullable(externalId),
            Optional.of(createdAt),
            read);
    // When a gateway says that it was received may be long ago.
    Instant came = MessageIds.timeOf(id);
    Instant since = waitsSince.isAfter(came) ? waitsSince : came;
    return new QueuedMessage(id, received, createdAt, died(), attempts, since);
  }

  private WaitingMessage toWaiting(OptionalInt probes) {
    Optional<InResponseTo> response =
        Optional.ofNullable(inResponseTo)
            .map(id -> new InResponseTo(id, Optional.ofNullable(answered)));
    return new WaitingMessage(
        new OutgoingMessage(
            id, Connection.stored(backend, identity), text, response, waitsSince, options()),
        attempts,
        unanswered,
        died(),
        probes,
        Optional.ofNullable(perhapsAt).map(BackendName::new));
  }

  private SendOptions options() {
    return validUntil == null ? SendOptions.none() : SendOptions.none().validUntil(validUntil);
  }
}
