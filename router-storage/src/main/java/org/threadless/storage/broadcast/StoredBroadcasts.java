package org.threadless.storage.broadcast;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.threadless.router.engine.broadcast.Broadcast;
import org.threadless.router.engine.broadcast.BroadcastCount;
import org.threadless.router.engine.broadcast.BroadcastMessage;
import org.threadless.router.engine.broadcast.BroadcastState;
import org.threadless.router.engine.broadcast.BroadcastStore;
import org.threadless.router.engine.broadcast.NewBroadcast;
import org.threadless.router.engine.store.Planned;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.OutgoingStatus;
import org.threadless.storage.session.CurrentTransaction;
import org.threadless.storage.session.Transactions;

/** Keeps broadcasts in H2 or PostgreSQL. */
public final class StoredBroadcasts implements BroadcastStore {

  // With one look.
  private static final int COUNTED = 1000;

  private static final int MOST_REASONS = 500;

  private final CurrentTransaction current;
  private final Transactions transactions;
  private final Transactions reading;
  private final InstantSource clock;
  private final int node;
  private final Consumer<BackendName> onWaiting;
  // What this node stores just now, with how many messages have each status so far.
  private final Map<UUID, Map<OutgoingStatus, Integer>> underWay = new ConcurrentHashMap<>();

  /**
   * @param current of the thread's unit of work
   * @param reading for what is only told, and may take its time
   * @param onWaiting is told by which backends messages wait that may be taken now
   */
  public StoredBroadcasts(
      CurrentTransaction current,
      Transactions transactions,
      Transactions reading,
      InstantSource clock,
      int node,
      Consumer<BackendName> onWaiting) {
    this.current = current;
    this.transactions = transactions;
    this.reading = reading;
    this.clock = clock;
    this.node = node;
    this.onWaiting = onWaiting;
  }

  @Override
  public void begin(UUID id, NewBroadcast wanted) {
    BroadcastRow row =
        BroadcastRow.of(id, wanted, node, clock.instant().truncatedTo(ChronoUnit.MICROS));
    // Before it is there: whoever finds one that nobody stores gives it up.
    underWay.put(id, new EnumMap<>(OutgoingStatus.class));
    try {
      int unused =
          transactions.call(
              BroadcastMapper.class, mapper -> mapper.insert(row) + mapper.hold(row.id()));
    } catch (RuntimeException e) {
      end(id);
      throw e;
    }
  }

  @Override
  public void add(UUID id, List<Planned> stored) {
    List<UUID> messages = stored.stream().map(each -> each.message().id()).sorted().toList();
    if (messages.isEmpty()) {
      return;
    }
    UUID first = messages.get(0);
    UUID last = messages.get(messages.size() - 1);
    if (current.call(BroadcastMapper.class, mapper -> mapper.extend(id, first, last)) == 0) {
      throw new IllegalStateException("broadcast " + id + " was given up: this node seemed dead");
    }
    stored.stream()
        .filter(each -> each.broadcast().isPresent())
        .forEach(each -> underWay.get(id).merge(each.status(), 1, Integer::sum));
  }

  @Override
  public Broadcast complete(UUID id) {
    BroadcastRow row =
        current.call(
            BroadcastMapper.class,
            mapper -> {
              mapper.change(id, Set.of(StoredState.STORING), StoredState.RUNNING);
              mapper.letGo(id);
              return mapper.find(id);
            });
    if (row == null) {
      throw new IllegalStateException("broadcast " + id + " was given up: this node seemed dead");
    }
    return row.toBroadcast(underWay.get(id));
  }

  @Override
  public void end(UUID id) {
    underWay.remove(id);
  }

  boolean isUnderWay(UUID id) {
    return underWay.containsKey(id);
  }

  @Override
  public Optional<Broadcast> find(UUID id) {
    return row(id).map(this::counted);
  }

  @Override
  public List<Broadcast> list(Optional<UUID> before, int limit) {
    return reading
        .call(BroadcastMapper.class, mapper -> mapper.list(before.orElse(null), limit))
        .stream()
        .map(this::counted)
        .toList();
  }

  @Override
  public List<Broadcast> paused(int limit) {
    return reading.call(BroadcastMapper.class, mapper -> mapper.paused(limit)).stream()
        .map(this::counted)
        .filter(each -> each.state() == BroadcastState.PAUSED)
        .toList();
  }

  // So many with each look, which may take a second at most, and others get their turn in between.
  private Broadcast counted(BroadcastRow row) {
    Map<OutgoingStatus, Integer> messages = new EnumMap<>(OutgoingStatus.class);
    UUID from = row.firstMessage();
    while (from != null) {
      Look<StatusCount> look = look(row, from, BroadcastMapper::counts);
      look.found().forEach(each -> messages.merge(each.status(), each.messages(), Integer::sum));
      from = look.next();
    }
    return row.toBroadcast(messages);
  }

  /**
   * What a look at some of the messages of a broadcast has found.
   *
   * @param next from where the next look goes; null after the last one
   */
  private record Look<T>(List<T> found, UUID next) {}

  /** Looks at the messages of a broadcast from one on and up to another one. */
  @FunctionalInterface
  private interface Between<T> {

    List<T> find(BroadcastMapper mapper, UUID id, UUID first, UUID last, UUID before);
  }

  private <T> Look<T> look(BroadcastRow row, UUID from, Between<T> statement) {
    return reading.call(
        BroadcastMapper.class,
        mapper -> {
          UUID next = mapper.messageAfter(from, row.lastMessage(), COUNTED);
          return new Look<>(statement.find(mapper, row.id(), from, row.lastMessage(), next), next);
        });
  }

  @Override
  public List<BroadcastCount> counts(UUID id) {
    return row(id).map(this::reasons).orElse(List.of());
  }

  private List<BroadcastCount> reasons(BroadcastRow row) {
    Map<ReasonCount, Integer> counts = new LinkedHashMap<>();
    UUID from = row.firstMessage();
    while (from != null) {
      Look<ReasonCount> look = look(row, from, BroadcastMapper::reasons);
      look.found().forEach(each -> counts.merge(kind(each, counts), each.messages(), Integer::sum));
      from = look.next();
    }
    return counts.entrySet().stream()
        .map(each -> each.getKey().times(each.getValue()).toCount())
        .toList();
  }

  // A gateway may give each message a reason of its own.
  private static ReasonCount kind(ReasonCount count, Map<ReasonCount, Integer> known) {
    ReasonCount kind = count.times(0);
    return known.size() < MOST_REASONS || known.containsKey(kind) ? kind : kind.withoutReason();
  }

  @Override
  public List<BroadcastMessage> messages(UUID id, Optional<UUID> after, int limit) {
    return row(id).map(row -> messages(row, after, limit)).orElse(List.of());
  }

  private List<BroadcastMessage> messages(BroadcastRow row, Optional<UUID> after, int limit) {
    List<BroadcastMessage> messages = new ArrayList<>();
    UUID from = row.firstMessage() == null ? null : after.orElse(row.firstMessage());
    while (from != null && messages.size() < limit) {
      Look<ResultRow> look = look(row, from, BroadcastMapper::messages);
      look.found().stream()
          .filter(each -> !after.equals(Optional.of(each.id())))
          .limit(limit - messages.size())
          .map(ResultRow::toMessage)
          .forEach(messages::add);
      from = look.next();
    }
    return messages;
  }

  private Optional<BroadcastRow> row(UUID id) {
    return Optional.ofNullable(reading.call(BroadcastMapper.class, mapper -> mapper.find(id)));
  }

  @Override
  public void pause(UUID id) {
    hold(id, Set.of(StoredState.RUNNING), StoredState.PAUSED);
  }

  @Override
  public void stop(UUID id) {
    hold(id, Set.of(StoredState.RUNNING, StoredState.PAUSED), StoredState.STOPPED);
  }

  private void hold(UUID id, Set<StoredState> from, StoredState to) {
    if (find(id).filter(each -> each.state() != BroadcastState.FINISHED).isPresent()) {
      int unused =
          transactions.call(
              BroadcastMapper.class,
              mapper -> mapper.change(id, from, to) == 0 ? 0 : mapper.hold(id));
    }
  }

  @Override
  public void resume(UUID id) {
    Optional<BroadcastRow> resumed =
        transactions.call(
            BroadcastMapper.class,
            mapper -> {
              if (mapper.change(id, Set.of(StoredState.PAUSED), StoredState.RUNNING) == 0) {
                return Optional.empty();
              }
              mapper.letGo(id);
              return Optional.of(mapper.find(id));
            });
    resumed.ifPresent(row -> row.backendNames().forEach(onWaiting));
  }
}
