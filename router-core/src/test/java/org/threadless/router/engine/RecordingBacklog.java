package org.threadless.router.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.threadless.router.conversation.Direction;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.engine.backlog.Backlog;
import org.threadless.router.engine.backlog.Chosen;
import org.threadless.router.engine.backlog.Dealt;
import org.threadless.router.engine.backlog.DueMessage;
import org.threadless.router.engine.backlog.DueWork;
import org.threadless.router.engine.backlog.Errored;
import org.threadless.router.engine.backlog.Failure;
import org.threadless.router.engine.backlog.GivenUp;
import org.threadless.router.engine.backlog.QueuedMessage;
import org.threadless.router.engine.backlog.Resent;
import org.threadless.router.engine.backlog.Taken;
import org.threadless.router.engine.backlog.WaitingCount;
import org.threadless.router.engine.backlog.WaitingMessage;
import org.threadless.router.engine.rate.Rates;
import org.threadless.router.engine.store.SendOutcome;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.IncomingStatus;
import org.threadless.router.message.OutgoingMessage;

/**
 * Records what is put into it; a test says what it holds. The real one has a contract of its own.
 */
final class RecordingBacklog implements Backlog {

  final List<Postponed> postponed = Collections.synchronizedList(new ArrayList<>());
  final List<Postponed> scheduled = Collections.synchronizedList(new ArrayList<>());
  final List<UUID> letWait = Collections.synchronizedList(new ArrayList<>());
  final List<SendOutcome> settled = Collections.synchronizedList(new ArrayList<>());
  final List<Failure> givenBack = Collections.synchronizedList(new ArrayList<>());
  final Set<String> holding = new HashSet<>();
  final Set<BackendName> suspended = new HashSet<>();
  final Map<BackendName, Instant> paused = new ConcurrentHashMap<>();

  /** When the rates of these let something go of others, which is not now. */
  final Map<BackendName, Instant> atRate = new ConcurrentHashMap<>();

  final List<Connection> takenOfRates = Collections.synchronizedList(new ArrayList<>());
  final Set<BackendName> probeDue = new HashSet<>();
  final List<WaitingMessage> waiting = new ArrayList<>();
  final List<Instant> probes = new ArrayList<>();
  GivenUp givenUp = new GivenUp(0, List.of());
  boolean resumed;
  boolean away;

  /** A message that waits. */
  record Postponed(OutgoingMessage message, Optional<Failure> failure, Instant due) {}

  @Override
  public boolean holds(Connection to, Direction direction) {
    return holding.contains(to + " " + direction);
  }

  @Override
  public boolean holds(OutgoingMessage message) {
    return holds(message.connection(), Direction.OUT);
  }

  @Override
  public void postpone(OutgoingMessage message, Optional<Failure> failure, Instant due) {
    postponed.add(new Postponed(message, failure, due));
  }

  @Override
  public void schedule(OutgoingMessage message, Instant due) {
    scheduled.add(new Postponed(message, Optional.empty(), due));
  }

  @Override
  public void reschedule(UUID message, Instant due, Runnable done) {
    throw new UnsupportedOperationException("nothing is taken");
  }

  @Override
  public void letWait(IncomingMessage incoming) {
    letWait.add(incoming.id());
  }

  @Override
  public Taken take(BackendName backend, Direction direction, int limit, Rates rates) {
    return new Taken(List.of(), Optional.empty());
  }

  @Override
  public Optional<Instant> takeRate(Connection connection, Rates rates) {
    Optional<Instant> next = Optional.ofNullable(atRate.get(connection.backend()));
    if (next.isEmpty()) {
      takenOfRates.add(connection);
    }
    return next;
  }

  @Override
  public List<DueMessage> takeExpired(BackendName backend, int limit) {
    return List.of();
  }

  @Override
  public Optional<QueuedMessage> takeQueued(UUID incoming) {
    return Optional.empty();
  }

  @Override
  public void finish(List<UUID> messages, List<SendOutcome> outcomes, Runnable done) {
    throw new UnsupportedOperationException("nothing is taken");
  }

  @Override
  public void giveBack(List<UUID> messages, Optional<Failure> failure, Instant due) {
    throw new UnsupportedOperationException("nothing is taken");
  }

  /** Has what waits dealt with, as a queue does; returns when to go on. */
  Optional<Instant> dealWithAll(DueWork work) {
    for (WaitingMessage each : List.copyOf(waiting)) {
      Optional<Instant> again = again(work.deal(each));
      if (again.isPresent()) {
        return again;
      }
      waiting.remove(each);
    }
    return Optional.empty();
  }

  /** Has the first that waits dealt with as a probe; returns when the next one is due. */
  Optional<Instant> probe(DueWork work, int before) {
    WaitingMessage first = waiting.get(0);
    Optional<Instant> again =
        again(
            work.deal(
                new WaitingMessage(
                    first.message(),
                    first.attempts(),
                    first.unanswered(),
                    first.deaths(),
                    OptionalInt.of(before))));
    if (resumed) {
      return Optional.empty();
    }
    return probes.isEmpty() ? again : Optional.of(probes.get(probes.size() - 1));
  }

  private Optional<Instant> again(Dealt dealt) {
    if (dealt instanceof Dealt.Again later) {
      later.failure().ifPresent(givenBack::add);
      return Optional.of(later.due());
    }
    if (dealt instanceof Dealt.Later later) {
      return Optional.of(later.due());
    }
    ((Dealt.Done) dealt).outcome().ifPresent(settled::add);
    return Optional.empty();
  }

  @Override
  public GivenUp giveUp(BackendName backend, Instant madeBefore, String reason, Instant now) {
    return givenUp;
  }

  @Override
  public void suspend(BackendName backend, Instant probe) {
    failIfAway();
    suspended.add(backend);
    probes.add(probe);
  }

  @Override
  public void probeAgain(BackendName backend, Instant probe, int found) {
    failIfAway();
    probes.add(probe);
  }

  @Override
  public OptionalInt takeProbe(BackendName backend) {
    return probeDue.remove(backend) ? OptionalInt.of(2) : OptionalInt.empty();
  }

  @Override
  public void resume(BackendName backend) {
    failIfAway();
    resumed = true;
    suspended.remove(backend);
  }

  private void failIfAway() {
    if (away) {
      throw new StoreUnavailableException("the database is away", null);
    }
  }

  @Override
  public boolean isSuspended(BackendName backend) {
    return suspended.contains(backend);
  }

  @Override
  public void pause(BackendName backend) {
    paused.put(backend, Instant.EPOCH);
  }

  @Override
  public void endPause(BackendName backend) {
    paused.remove(backend);
  }

  @Override
  public Optional<Instant> pausedSince(BackendName backend) {
    return Optional.ofNullable(paused.get(backend));
  }

  @Override
  public List<WaitingCount> waiting() {
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
  public boolean isAnyUnderWay(List<UUID> incoming) {
    throw new UnsupportedOperationException("nothing is routed again by hand");
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
  public List<UUID> resend(List<UUID> outgoing, String madeBy) {
    return List.of();
  }

  @Override
  public List<Resent> resent(List<UUID> outgoing) {
    return List.of();
  }
}
