package org.threadless.storage.write;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.threadless.router.engine.store.AppError;
import org.threadless.router.engine.store.Planned;
import org.threadless.router.engine.store.Routed;
import org.threadless.router.message.Connection;

/**
 * Stores what routing has made: the incoming message, if there is one, what goes out, and the
 * errors of both.
 */
final class RoutedWrite {

  private final Optional<Routed> incoming;
  private final List<Planned> outgoing;
  private final Writing writing;
  private volatile boolean handedOver;

  RoutedWrite(Optional<Routed> incoming, List<Planned> outgoing, Writing writing) {
    this.incoming = incoming;
    this.outgoing = outgoing;
    this.writing = writing;
  }

  static RoutedWrite of(Routed routed, Writing writing) {
    return new RoutedWrite(Optional.of(routed), routed.outgoing(), writing);
  }

  /** Returns the connections that the messages of it are of. */
  List<Connection> connections() {
    return Stream.concat(
            incoming.stream().map(routed -> routed.message().connection()),
            outgoing.stream().map(planned -> planned.message().connection()))
        .toList();
  }

  /** Stores all of it. */
  void insert(MessageMapper mapper, Function<Connection, UUID> ids) {
    Instant at = writing.clock().instant();
    incoming.ifPresent(
        routed -> {
          UUID connection = ids.apply(routed.message().connection());
          mapper.insertMessage(MessageRow.of(routed.message(), routed.status(), connection, null));
        });
    insertCaused(mapper, ids, at);
  }

  /**
   * Stores all of it, of an incoming message that is stored as QUEUED.
   *
   * @param queued whether it still is
   * @return the same; where it is not, it stops waiting, and nothing else is stored
   */
  boolean update(boolean queued, MessageMapper mapper, Function<Connection, UUID> ids) {
    Routed routed = incoming.orElseThrow();
    UUID message = routed.message().id();
    mapper.removeUntaken(message);
    if (queued) {
      Instant at = writing.clock().instant();
      mapper.updateIncoming(message, routed.status(), at);
      insertCaused(mapper, ids, at);
    }
    return queued;
  }

  private void insertCaused(MessageMapper mapper, Function<Connection, UUID> ids, Instant at) {
    for (Planned planned : outgoing) {
      UUID connection = ids.apply(planned.message().connection());
      mapper.insertMessage(MessageRow.of(planned, connection, writing.node()));
    }
    incoming.ifPresent(routed -> insertErrors(routed.message().id(), routed.errors(), mapper, at));
    outgoing.forEach(planned -> insertErrors(planned.message().id(), planned.errors(), mapper, at));
  }

  private static void insertErrors(
      UUID message, List<AppError> errors, MessageMapper mapper, Instant at) {
    errors.forEach(error -> mapper.insertError(ErrorRow.of(message, error, at)));
  }

  /** Returns the id of the incoming message. */
  UUID incomingId() {
    return incoming.orElseThrow().message().id();
  }

  /** Takes what is to be sent in hand; to be called before it is stored. */
  void takeInHand() {
    Planned.toSend(outgoing).forEach(message -> writing.inHand().add(message.id()));
  }

  /** Lets it wait when the database is back, if it was stored. */
  void handOver() {
    handedOver = true;
    Planned.toSend(outgoing).forEach(message -> writing.handOver().accept(message.id()));
  }

  /** Lets go of it again, since it was not stored; unless that is not known. */
  void letGo() {
    if (handedOver) {
      return;
    }
    Planned.toSend(outgoing).forEach(message -> writing.inHand().remove(message.id()));
  }
}
