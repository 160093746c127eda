package org.threadless.storage.write;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.threadless.router.engine.backlog.Failure;
import org.threadless.router.engine.store.AppError;
import org.threadless.router.engine.store.Departure;
import org.threadless.router.engine.store.Planned;
import org.threadless.router.engine.store.Routed;
import org.threadless.router.engine.store.SendOutcome;
import org.threadless.router.message.IncomingMessage;
import org.threadless.storage.write.row.AnswerRow;
import org.threadless.storage.write.row.CallbackRow;
import org.threadless.storage.write.row.ErrorRow;
import org.threadless.storage.write.row.LegRow;
import org.threadless.storage.write.row.MessageRow;
import org.threadless.storage.write.row.ReferenceRow;
import org.threadless.storage.write.row.ScheduledRow;
import org.threadless.storage.write.row.StatusRow;
import org.threadless.storage.write.row.UntoldRow;
import org.threadless.storage.write.row.WaitRow;

/** What somebody wants stored, as rows of each kind: all of it, or nothing. */
public final class Changes {

  // To be inserted unless it is a copy of one that has come before, or is there itself.
  private MessageRow claim;
  // Has to be QUEUED, or to be claimed now: where it is not, all that is stored is that it waits no
  // more.
  private UUID queued;
  // Is asked whether it is QUEUED.
  private UUID confirmed;
  // Has to be the first of its key: where it is not, nothing is stored.
  private AnswerRow answer;
  private final List<MessageRow> messages = new ArrayList<>();
  private final List<ReferenceRow> references = new ArrayList<>();
  private final List<ErrorRow> errors = new ArrayList<>();
  private final List<StatusRow> statuses = new ArrayList<>();
  private final List<LegRow> legs = new ArrayList<>();
  private final List<WaitRow> waits = new ArrayList<>();
  private final List<ScheduledRow> scheduled = new ArrayList<>();
  private final List<CallbackRow> callbacks = new ArrayList<>();
  private final List<Happening> happenings = new ArrayList<>();
  private final List<StatusChange> changed = new ArrayList<>();
  private final List<Long> told = new ArrayList<>();
  private final List<UntoldRow> untold = new ArrayList<>();
  private final List<UUID> settled = new ArrayList<>();
  private Instant doneAt;

  /** Adds an incoming message that is to be routed by a node; where that is null, it waits. */
  public Changes claim(IncomingMessage message, Integer node) {
    queue(message, node);
    return node == null ? letWait(message.id()) : this;
  }

  /** Adds an incoming message that waits before what waits of its connection. */
  public Changes claimFirst(IncomingMessage message) {
    queue(message, null);
    return letWaitFirst(message.id());
  }

  /** Adds an incoming message that an app lets wait until it is due. */
  public Changes claim(IncomingMessage message, Failure failure, Instant due) {
    queue(message, null);
    return letWait(message.id(), Optional.of(failure), due);
  }

  private void queue(IncomingMessage message, Integer node) {
    MessageRow row = MessageRow.queued(message, node);
    if (message.externalId().isPresent()) {
      claim = row;
    } else {
      messages.add(row);
    }
  }

  /** Adds what routing has made, with the message. */
  public Changes insert(Routed routed, Instant at, int node) {
    messages.add(MessageRow.of(routed));
    return caused(routed, at, node);
  }

  /** Adds what routing has made of a message that is stored as {@code QUEUED}. */
  public Changes update(Routed routed, Instant at, int node) {
    queued = routed.message().id();
    doneAt = at;
    statuses.add(StatusRow.of(routed, at));
    return caused(routed, at, node);
  }

  /** The same of one that was claimed; with the message, where that claim is lost. */
  public Changes updateClaimed(Routed routed, Instant at, int node) {
    claim = MessageRow.of(routed);
    return update(routed, at, node);
  }

  /**
   * Asks whether a message is stored as {@code QUEUED}. When that is answered it will not be lost.
   */
  public Changes confirm(UUID message) {
    confirmed = message;
    return this;
  }

  /** Adds what a request is answered. */
  public Changes answer(AnswerRow given) {
    answer = given;
    return this;
  }

  private Changes caused(Routed routed, Instant at, int node) {
    return errors(routed.message().id(), routed.errors(), at).insert(routed.outgoing(), at, node);
  }

  /** Adds messages that go out, of which this node sends those that are to be sent at once. */
  public Changes insert(List<Planned> outgoing, Instant at, int node) {
    outgoing.forEach(planned -> messages.add(MessageRow.of(planned, node)));
    for (Planned planned : outgoing) {
      CallbackRow.of(planned.message()).ifPresent(callbacks::add);
      if (planned.goes(Departure.IN_TURN)) {
        waits.add(WaitRow.untried(planned.message().id()));
      } else if (planned.goes(Departure.SCHEDULED)) {
        scheduled.add(ScheduledRow.of(planned.message()));
      }
    }
    outgoing.forEach(planned -> ReferenceRow.of(planned.message()).ifPresent(references::add));
    outgoing.forEach(planned -> errors(planned.message().id(), planned.errors(), at));
    return this;
  }

  /** Adds what apps threw. */
  public Changes errors(UUID message, List<AppError> thrown, Instant at) {
    thrown.forEach(error -> errors.add(ErrorRow.of(message, error, at)));
    return this;
  }

  /** Adds what came of sending. */
  public Changes outcome(SendOutcome outcome) {
    statuses.add(StatusRow.of(outcome));
    legs.addAll(LegRow.of(outcome.messageId(), outcome.way()));
    return this;
  }

  /** Lets a stored message wait, if it is {@code QUEUED}. */
  public Changes letWait(UUID message) {
    waits.add(WaitRow.untried(message));
    return this;
  }

  /** The same of an incoming one that waits before what waits of its connection. */
  public Changes letWaitFirst(UUID message) {
    waits.add(WaitRow.first(message));
    return this;
  }

  /** The same of one that could not be sent, or routed, until it is due. */
  public Changes letWait(UUID message, Optional<Failure> failure, Instant due) {
    failure.ifPresent(each -> statuses.add(StatusRow.queued(message, each.reason(), each.at())));
    failure.ifPresent(each -> legs.addAll(LegRow.of(message, each.way())));
    waits.add(
        new WaitRow(
            message,
            failure.map(Failure::attempts).orElse(0),
            failure.map(Failure::unanswered).orElse(0),
            failure.map(Failure::at).orElse(null),
            null,
            due,
            null));
    return this;
  }

  /** Lets a stored message wait until a time, in nobody's way. */
  public Changes schedule(UUID message, Instant due) {
    scheduled.add(new ScheduledRow(message, due));
    return this;
  }

  /** Ends the waiting of messages, and makes those due that are behind them. */
  public Changes settle(Collection<UUID> messages, Instant at) {
    settled.addAll(messages);
    doneAt = at;
    return this;
  }

  /** Adds what other programs may be told of, besides what follows from the rest. */
  public Changes happened(Collection<Happening> others) {
    happenings.addAll(others);
    return this;
  }

  /** Adds that a message has got another status in the transaction that this is stored in. */
  public Changes changed(StatusChange change) {
    changed.add(change);
    return this;
  }

  /** Ends an event, which was told or never will be. */
  public Changes told(long event) {
    told.add(event);
    return this;
  }

  /** Lets an event be told later that could not be. */
  public Changes untold(UntoldRow event) {
    untold.add(event);
    return this;
  }

  /** Adds those of others to these; not what they ask, which has been answered. */
  void add(Changes others) {
    messages.addAll(others.messages);
    references.addAll(others.references);
    errors.addAll(others.errors);
    statuses.addAll(others.statuses);
    legs.addAll(others.legs);
    waits.addAll(others.waits);
    scheduled.addAll(others.scheduled);
    callbacks.addAll(others.callbacks);
    happenings.addAll(others.happenings);
    changed.addAll(others.changed);
    told.addAll(others.told);
    untold.addAll(others.untold);
    settled.addAll(others.settled);
    doneAt = doneAt == null ? others.doneAt : doneAt;
  }

  Optional<MessageRow> claim() {
    return Optional.ofNullable(claim);
  }

  Optional<UUID> queued() {
    return Optional.ofNullable(queued);
  }

  Optional<UUID> confirmed() {
    return Optional.ofNullable(confirmed);
  }

  /** Returns how many messages are stored with it: what most of its time goes by. */
  int size() {
    return messages.size();
  }

  Optional<AnswerRow> answer() {
    return Optional.ofNullable(answer);
  }

  List<MessageRow> messages() {
    return messages;
  }

  List<ReferenceRow> references() {
    return references;
  }

  List<ErrorRow> errors() {
    return errors;
  }

  List<StatusRow> statuses() {
    return statuses;
  }

  List<LegRow> legs() {
    return legs;
  }

  List<WaitRow> waits() {
    return waits;
  }

  List<ScheduledRow> scheduled() {
    return scheduled;
  }

  List<CallbackRow> callbacks() {
    return callbacks;
  }

  List<Happening> happenings() {
    return happenings;
  }

  List<StatusChange> changed() {
    return changed;
  }

  List<Long> told() {
    return told;
  }

  List<UntoldRow> untold() {
    return untold;
  }

  List<UUID> settled() {
    return settled;
  }

  /** Returns when the first of them ended; null where there is none. */
  Instant doneAt() {
    return doneAt;
  }

  /** Returns all messages that may be inserted. */
  Stream<MessageRow> inserted() {
    return Stream.concat(claim().stream(), messages.stream());
  }

  /** Returns the messages that are inserted as this node's to route or to send. */
  List<UUID> taken() {
    return inserted().filter(MessageRow::isTaken).map(MessageRow::id).toList();
  }

  /** Returns the messages that this node has no more in hand once this is stored. */
  Stream<UUID> done() {
    return Stream.of(
            statuses.stream().map(StatusRow::messageId),
            waits.stream().map(WaitRow::messageId),
            scheduled.stream().map(ScheduledRow::messageId))
        .flatMap(each -> each);
  }
}
