package org.threadless.router.engine.store;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.threadless.router.app.AppName;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.OutgoingStatus;

/**
 * An outgoing message after the apps' {@code outgoing}.
 *
 * @param message the message
 * @param status {@code QUEUED} where it is to be sent, {@code CANCELLED} where an app said no
 * @param errors the apps' exceptions in this phase
 * @param departure when it goes out, where it is to be sent
 * @param broadcast the id of the broadcast that it is of, or of the first of those that an app
 *     sends to many at once
 * @param app the app that made it; empty where none did
 */
public record Planned(
    OutgoingMessage message,
    OutgoingStatus status,
    List<AppError> errors,
    Departure departure,
    Optional<UUID> broadcast,
    Optional<AppName> app) {

  /** Copies the list. */
  public Planned {
    errors = List.copyOf(errors);
    Objects.requireNonNull(app, "app");
  }

  /** Goes to few, and at once, unless it says that it is not to. */
  public Planned(
      OutgoingMessage message,
      OutgoingStatus status,
      List<AppError> errors,
      Optional<AppName> app) {
    this(
        message,
        status,
        errors,
        message.notBefore().isPresent() ? Departure.SCHEDULED : Departure.AT_ONCE,
        Optional.empty(),
        app);
  }

  /** The same of one that no app made. */
  public Planned(OutgoingMessage message, OutgoingStatus status, List<AppError> errors) {
    this(message, status, errors, Optional.empty());
  }

  /** Returns the same, to go out when it is taken from what waits. */
  public Planned inTurn() {
    return new Planned(message, status, errors, Departure.IN_TURN, broadcast, app);
  }

  /** Returns the same as one of those that go to many at once. */
  public Planned inBroadcast(UUID id) {
    return new Planned(message, status, errors, departure, Optional.of(id), app);
  }

  /** Returns whether it is to be sent, and then. */
  public boolean goes(Departure when) {
    return status == OutgoingStatus.QUEUED && departure == when;
  }

  /** Returns the messages that are to be sent at once, in their order. */
  public static List<OutgoingMessage> toSend(List<Planned> planned) {
    return going(Departure.AT_ONCE, planned);
  }

  /** Returns those that wait for their turn. */
  public static List<OutgoingMessage> toWait(List<Planned> planned) {
    return going(Departure.IN_TURN, planned);
  }

  private static List<OutgoingMessage> going(Departure departure, List<Planned> planned) {
    return planned.stream().filter(each -> each.goes(departure)).map(Planned::message).toList();
  }
}
