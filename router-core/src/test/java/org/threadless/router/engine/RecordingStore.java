package org.threadless.router.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.threadless.router.app.Cancellation;
import org.threadless.router.config.Secret;
import org.threadless.router.conversation.StoredMessage;
import org.threadless.router.engine.store.Leg;
import org.threadless.router.engine.store.MessageStore;
import org.threadless.router.engine.store.Planned;
import org.threadless.router.engine.store.Reported;
import org.threadless.router.engine.store.Routed;
import org.threadless.router.engine.store.Seen;
import org.threadless.router.engine.store.SendOutcome;
import org.threadless.router.engine.store.UnitOfWork;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.DeliveryReport;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.IncomingStatus;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.OutgoingStatus;
import org.threadless.router.message.ReceivedReport;

/** Records what it is asked to store, and lets a test make it fail. */
final class RecordingStore implements MessageStore {

  final List<Routed> routed = Collections.synchronizedList(new ArrayList<>());
  final List<Planned> started = Collections.synchronizedList(new ArrayList<>());
  final List<Reported> reported = Collections.synchronizedList(new ArrayList<>());
  final Map<UUID, Connection> sent = new ConcurrentHashMap<>();
  final Map<UUID, OutgoingStatus> statuses = new ConcurrentHashMap<>();
  final Map<String, UUID> gatewayIds = new ConcurrentHashMap<>();
  final List<SendOutcome> outcomes = Collections.synchronizedList(new ArrayList<>());
  final List<IncomingMessage> queued = Collections.synchronizedList(new ArrayList<>());
  final List<UUID> urgent = Collections.synchronizedList(new ArrayList<>());
  final RecordingBacklog backlog = new RecordingBacklog();
  final List<String> calls = Collections.synchronizedList(new ArrayList<>());
  final Map<UUID, String> postponed = new ConcurrentHashMap<>();
  RuntimeException onCommit;

  /** Whether a unit of work has a connection that is in use. */
  boolean open;

  private final Map<List<String>, Seen> seen = new HashMap<>();

  @Override
  public UnitOfWork begin() {
    return new Work();
  }

  @Override
  public synchronized Optional<Seen> claim(IncomingMessage message) {
    Seen first = seen.putIfAbsent(key(message), new Seen(message.id(), IncomingStatus.QUEUED));
    return Optional.ofNullable(first);
  }

  @Override
  public synchronized Optional<Seen> seen(IncomingMessage message) {
    return Optional.ofNullable(seen.get(key(message)));
  }

  /** Returns what only copies of a message have in common. */
  private static List<String> key(IncomingMessage message) {
    return List.of(
        message.connection().toString(),
        message.externalId().orElseGet(() -> message.id().toString()),
        message.receivedText());
  }

  @Override
  public Optional<Seen> enqueue(IncomingMessage message) {
    queued.add(message);
    return Optional.empty();
  }

  @Override
  public Optional<Seen> enqueueFirst(IncomingMessage message) {
    urgent.add(message.id());
    return enqueue(message);
  }

  @Override
  public <T> T together(Function<UnitOfWork, T> changes) {
    T result;
    try (UnitOfWork work = begin()) {
      result = changes.apply(work);
      work.commit(List.of());
    }
    return result;
  }

  @Override
  public Optional<Seen> enqueue(IncomingMessage message, String reason, Instant due) {
    postponed.put(message.id(), reason);
    return enqueue(message);
  }

  @Override
  public void record(List<SendOutcome> results) {
    calls.add("record");
    outcomes.addAll(results);
  }

  @Override
  public int cancel(Connection to, String reason) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Cancellation cancel(UUID outgoing) {
    calls.add("cancel " + outgoing);
    return Cancellation.DONE;
  }

  @Override
  public List<StoredMessage> conversation(Connection connection, int limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<DeliveryReport> reports(UUID messageId) {
    return reported.stream()
        .map(Reported::report)
        .filter(report -> report.messageId().equals(messageId))
        .toList();
  }

  @Override
  public Optional<DeliveryReport> preview(ReceivedReport received, Collection<BackendName> from) {
    return Optional.ofNullable(sent.get(received.messageId()))
        .filter(to -> from.contains(to.backend()))
        .map(to -> preview(received, to));
  }

  private DeliveryReport preview(ReceivedReport received, Connection to) {
    OutgoingStatus status =
        statuses.computeIfAbsent(received.messageId(), id -> OutgoingStatus.SENT);
    return new DeliveryReport(
        received.messageId(),
        to,
        received.state(),
        received.text(),
        received.source(),
        received.reportedAt(),
        Instant.EPOCH,
        status,
        received.state().after(status));
  }

  @Override
  public Optional<UUID> sentAs(String gatewayId, BackendName backend) {
    return Optional.ofNullable(gatewayIds.get(gatewayId))
        .filter(message -> sent.get(message).backend().equals(backend));
  }

  @Override
  public List<Leg> way(UUID message) {
    throw new UnsupportedOperationException("the ways are in the outcomes");
  }

  @Override
  public Secret secret(String name) {
    return new Secret("of " + name);
  }

  List<String> texts(OutgoingStatus status) {
    return routed.stream()
        .flatMap(each -> each.outgoing().stream())
        .filter(planned -> planned.status() == status)
        .map(Planned::message)
        .map(OutgoingMessage::text)
        .toList();
  }

  private final class Work implements UnitOfWork {

    @Override
    public boolean isOpen() {
      return open;
    }

    @Override
    public void mark() {
      calls.add("mark");
    }

    @Override
    public void undo() {
      calls.add("undo");
    }

    @Override
    public void commit(Routed message) {
      fail();
      calls.add("commit");
      routed.add(message);
      IncomingMessage incoming = message.message();
      seen.put(key(incoming), new Seen(incoming.id(), message.status()));
    }

    private void fail() {
      RuntimeException failure = onCommit;
      onCommit = null;
      if (failure != null) {
        throw failure;
      }
    }

    @Override
    public boolean commitQueued(Routed message) {
      commit(message);
      return true;
    }

    @Override
    public boolean commitClaimed(Routed message) {
      commit(message);
      return true;
    }

    @Override
    public void commit(List<Planned> outgoing) {
      calls.add("commit");
      started.addAll(outgoing);
    }

    @Override
    public boolean commit(Reported message) {
      fail();
      DeliveryReport report = message.report();
      if (!statuses.replace(report.messageId(), report.statusBefore(), report.status())) {
        calls.add("late");
        return false;
      }
      calls.add("commit");
      return reported.add(message);
    }

    @Override
    public void close() {
      calls.add("close");
      open = false;
    }
  }
}
