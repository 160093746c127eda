package org.threadless.router.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.threadless.router.conversation.Direction;
import org.threadless.router.engine.store.Backlog;
import org.threadless.router.engine.store.Chosen;
import org.threadless.router.engine.store.Errored;
import org.threadless.router.engine.store.Failure;
import org.threadless.router.engine.store.GivenUp;
import org.threadless.router.engine.store.QueuedMessage;
import org.threadless.router.engine.store.Resent;
import org.threadless.router.engine.store.SendOutcome;
import org.threadless.router.engine.store.Waiting;
import org.threadless.router.engine.store.WaitingMessage;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.IncomingStatus;
import org.threadless.router.message.OutgoingMessage;

/**
 * Records what is put into it; a test says what it holds. The real one has a contract of its own.
 */
final class RecordingBacklog implements Backlog {

  final List<Postponed> postponed = Collections.synchronizedList(new ArrayList<>());
  final List<UUID> handedOver = Collections.synchronizedList(new ArrayList<>());
  final List<SendOutcome> settled = Collections.synchronizedList(new ArrayList<>());
  final List<Failure> givenBack = Collections.synchronizedList(new ArrayList<>());
  final Set<String> holding = new HashSet<>();
  final Set<BackendName> suspended = new HashSet<>();
  final List<WaitingMessage> waiting = new ArrayList<>();
  final List<Instant> probes = new ArrayList<>();
  GivenUp givenUp = new GivenUp(0, List.of());
  Connection connection = Fixture.ALICE;

  /** A message that waits. */
  record Postponed(OutgoingMessage message, Optional<Failure> failure, Optional<Instant> due) {}

  @Override
  public boolean holds(Connection to, Direction direction) {
    return holding.contains(to + " " + direction);
  }

  @Override
  public void postpone(OutgoingMessage message, Optional<Failure> failure, Optional<Instant> due) {
    postponed.add(new Postponed(message, failure, due));
  }

  @Override
  public void handOver(UUID incoming) {
    handedOver.add(incoming);
  }

  @Override
  public Optional<Connection> connection(UUID id) {
    return Optional.of(connection);
  }

  @Override
  public List<QueuedMessage> takeIncoming(BackendName backend, int limit) {
    return List.of();
  }

  @Override
  public void finishIncoming(List<UUID> messages, Runnable done) {
    throw new UnsupportedOperationException("nothing is taken");
  }

  @Override
  public void giveBackIncoming(List<UUID> messages) {
    throw new UnsupportedOperationException("nothing is taken");
  }

  @Override
  public Optional<WaitingMessage> takeFirst(UUID id) {
    return waiting.isEmpty() ? Optional.empty() : Optional.of(waiting.get(0));
  }

  @Override
  public Optional<WaitingMessage> takeForProbe(BackendName backend) {
    return takeFirst(null);
  }

  @Override
  public boolean waitsToBeSent(UUID id) {
    return !waiting.isEmpty();
  }

  @Override
  public void settle(SendOutcome outcome) {
    settled.add(outcome);
    waiting.removeIf(each -> each.message().id().equals(outcome.messageId()));
  }

  @Override
  public void giveBack(UUID message, Failure failure) {
    givenBack.add(failure);
  }

  @Override
  public GivenUp giveUp(BackendName backend, Instant madeBefore, String reason, Instant now) {
    return givenUp;
  }

  @Override
  public void suspend(BackendName backend, Instant probe) {
    suspended.add(backend);
    probes.add(probe);
  }

  @Override
  public boolean isSuspended(BackendName backend) {
    return suspended.contains(backend);
  }

  @Override
  public List<Waiting> waiting() {
    return List.of();
  }

  @Override
  public List<UUID> errored(Chosen which) {
    return List.of();
  }

  @Override
  public List<Errored> errors(List<UUID> incoming) {
    return List.of();
  }

  @Override
  public List<UUID> retry(List<UUID> incoming) {
    return List.of();
  }

  @Override
  public List<IncomingStatus> statuses(List<UUID> incoming) {
    return List.of();
  }

  @Override
  public List<UUID> failed(Chosen which) {
    return List.of();
  }

  @Override
  public List<UUID> resend(List<UUID> outgoing) {
    return List.of();
  }

  @Override
  public List<Resent> resent(List<UUID> outgoing) {
    return List.of();
  }
}
