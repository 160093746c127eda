package org.threadless.router.engine.history;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.threadless.router.conversation.StoredMessage;
import org.threadless.router.engine.callback.UntoldEvent;
import org.threadless.router.engine.store.Leg;
import org.threadless.router.message.DeliveryReport;
import org.threadless.router.text.Segments;

/**
 * What became of a message.
 *
 * @param message the message
 * @param externalId the gateway's own id of an incoming one, where it has one
 * @param fields what else the gateway told of an incoming one
 * @param updatedAt since when it has its status
 * @param validUntil until when an outgoing one is of use, where that was said
 * @param waiting how it waits, where it does
 * @param reference what whoever sent an outgoing one knows it by, where that was said
 * @param app the app that has handled an incoming one: that said so, or was the first to reply; the
 *     one that made an outgoing one; empty where none did, and where it is older than this is kept
 * @param broadcast of which one it is
 * @param resendings when it was let be sent again after it had failed, in that order
 * @param errors what went wrong when it was routed, in the order in which it did
 * @param reports the delivery reports on it, in the order in which they came
 * @param way the backends that an outgoing one was for, attempt by attempt, in the order of time;
 *     none where its own one ended it when it was tried first
 * @param answers what was sent in answer to it on its own connection
 * @param untold what other programs are still to be told of it, in that order
 */
public record MessageHistory(
    StoredMessage message,
    Optional<String> externalId,
    Map<String, String> fields,
    Instant updatedAt,
    Optional<Instant> validUntil,
    Optional<WaitState> waiting,
    Optional<String> reference,
    Optional<String> app,
    Optional<UUID> broadcast,
    List<Resending> resendings,
    List<RoutingError> errors,
    List<DeliveryReport> reports,
    List<Leg> way,
    List<UUID> answers,
    List<UntoldEvent> untold) {

  /** Copies the lists. */
  public MessageHistory {
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(externalId, "externalId");
    fields = Map.copyOf(fields);
    Objects.requireNonNull(updatedAt, "updatedAt");
    Objects.requireNonNull(validUntil, "validUntil");
    Objects.requireNonNull(waiting, "waiting");
    Objects.requireNonNull(reference, "reference");
    Objects.requireNonNull(app, "app");
    Objects.requireNonNull(broadcast, "broadcast");
    resendings = List.copyOf(resendings);
    errors = List.copyOf(errors);
    reports = List.copyOf(reports);
    way = List.copyOf(way);
    answers = List.copyOf(answers);
    untold = List.copyOf(untold);
  }

  /**
   * Returns all that has happened to it, in the order of time: how it began first, and last what is
   * still to come.
   */
  public List<StoryPart> story() {
    return Story.of(this);
  }

  /** Returns the parts that its text goes in, unless its backend is set to another coding. */
  public Segments segments() {
    return Segments.of(message.text());
  }
}
