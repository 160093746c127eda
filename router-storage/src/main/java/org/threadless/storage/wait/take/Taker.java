package org.threadless.storage.wait.take;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.threadless.router.conversation.Direction;
import org.threadless.router.engine.backlog.DueMessage;
import org.threadless.router.engine.backlog.QueuedMessage;
import org.threadless.router.engine.backlog.Taken;
import org.threadless.router.engine.rate.Rates;
import org.threadless.router.message.BackendName;
import org.threadless.storage.node.Leases;
import org.threadless.storage.session.Transactions;
import org.threadless.storage.wait.sql.BacklogMapper;
import org.threadless.storage.wait.sql.DueRow;
import org.threadless.storage.wait.sql.ExpiringRow;
import org.threadless.storage.wait.sql.LockedRow;
import org.threadless.storage.wait.sql.TurnRow;
import org.threadless.storage.wait.sql.Usage;
import org.threadless.storage.wait.watch.WaitingPlace;
import org.threadless.storage.wait.watch.Watch;
import org.threadless.storage.write.Deferred;
import org.threadless.storage.write.value.Columns;
import org.threadless.storage.write.value.IdOrder;

/**
 * Takes what waits and is due, of connections that nobody works on: one node after the other, since
 * two at once could each take messages of the same connection. It reads a few rows for each message
 * it takes, however many wait.
 */
public final class Taker {

  // How many times as many rows as are wanted are looked at.
  private static final int WINDOW = 2;

  // Where the answer to a probe takes longer, another message is tried; so it is where the node
  // that probed has died.
  public static final Duration PROBE = Duration.ofSeconds(30);

  // How long something is put aside: a power of two of seconds.
  private static final Duration SHORTEST_ASIDE = Duration.ofSeconds(1);
  private static final Duration LONGEST_ASIDE = Duration.ofSeconds(512);

  // Who comes so late loses nothing of a rate.
  private static final long MOST_LATE_MILLIS = 60;

  private final Transactions transactions;
  private final InstantSource clock;
  private final int node;
  private final Watch watch;
  private final boolean preparedTurns;
  private final Leases leases;
  private final Deferred deferred;

  /** What one look has found: what it takes, and whether it is to be followed by another. */
  private record Look(Taken taken, boolean goesOn) {

    static final Look NOTHING = of(List.of(), false);

    static Look of(List<DueMessage> messages, boolean goesOn) {
      return new Look(new Taken(messages, Optional.empty()), goesOn);
    }
  }

  /**
   * What is asked for.
   *
   * @param limit how many at most
   */
  private record Wish(WaitingPlace place, int limit, Rates rates) {}

  /**
   * @param preparedTurns whether the database is told how to run a turn, as PostgreSQL has to be
   */
  public Taker(
      Transactions transactions,
      InstantSource clock,
      int node,
      Watch watch,
      boolean preparedTurns,
      Leases leases,
      Deferred deferred) {
    this.transactions = transactions;
    this.clock = clock;
    this.node = node;
    this.watch = watch;
    this.preparedTurns = preparedTurns;
    this.leases = leases;
    this.deferred = deferred;
  }

  public Taken take(WaitingPlace place, int limit, Rates rates) {
    Wish wish = new Wish(place, limit, rates);
    Look look;
    do {
      look = look(wish);
    } while (look.goesOn());
    return look.taken();
  }

  /** Takes what is of no use any more, and nothing else: it is not to be sent. */
  public List<DueMessage> takeExpired(BackendName backend, int limit) {
    WaitingPlace place = new WaitingPlace(backend, Direction.OUT);
    Look look =
        inTransaction(
            place,
            (now, mapper) -> {
              TurnRow turn = takeTurn(place, mapper);
              return turn.hasExpired(now)
                  ? Look.of(expired(backend, limit, now, mapper), false)
                  : Look.NOTHING;
            });
    return look.taken().messages();
  }

  /** Takes one that is to be routed, where nobody has it. */
  public Optional<QueuedMessage> takeQueued(UUID incoming) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return transactions.call(
        BacklogMapper.class,
        mapper -> {
          List<DueRow> rows =
              mapper.expired(List.of(incoming)).stream()
                  .filter(row -> row.direction() == Direction.IN)
                  .toList();
          // In turn, as all is taken that is to be routed, or a node might take it meanwhile.
          rows.forEach(
              row ->
                  takeTurn(new WaitingPlace(new BackendName(row.backend()), Direction.IN), mapper));
          boolean waits = !mapper.lockUntaken(Columns.ids(List.of(incoming))).isEmpty();
          return take(waits ? rows : List.of(), OptionalInt.empty(), now, mapper).stream()
              .map(QueuedMessage.class::cast)
              .findFirst();
        });
  }

  private Look look(Wish wish) {
    LastChance lastChance = new LastChance(leases);
    try {
      return inTransaction(wish.place(), (now, mapper) -> look(wish, now, lastChance, mapper));
    } catch (RuntimeException e) {
      lastChance.drop();
      throw e;
    }
  }

  /** Takes messages in one transaction; where that fails, none. */
  private Look inTransaction(WaitingPlace place, BiFunction<Instant, BacklogMapper, Look> taking) {
    // As the database keeps it.
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    AtomicReference<Look> found = new AtomicReference<>(Look.NOTHING);
    try {
      return transactions.call(
          BacklogMapper.class,
          mapper -> {
            found.set(taking.apply(now, mapper));
            return found.get();
          });
    } catch (RuntimeException e) {
      if (!found.get().taken().messages().isEmpty()) {
        letGo(place, now);
      }
      throw e;
    }
  }

  // Where the commit has failed, they may be taken: by this node, which knows nothing of it and
  // lives, so that nobody else would ever get them.
  private void letGo(WaitingPlace place, Instant since) {
    deferred.run(
        () -> {
          int unused =
              transactions.call(
                  BacklogMapper.class,
                  mapper -> mapper.letGo(place.backend().value(), place.direction(), node, since));
        });
  }

  private Look look(Wish wish, Instant now, LastChance lastChance, BacklogMapper mapper) {
    TurnRow turn = takeTurn(wish.place(), mapper);
    if (turn.hasExpired(now)) {
      List<DueMessage> expired = expired(wish.place().backend(), wish.limit(), now, mapper);
      if (!expired.isEmpty()) {
        return Look.of(expired, false);
      }
    }
    if (turn.pausedAt() != null) {
      return Look.NOTHING;
    }
    PlaceQuota quota = new PlaceQuota(wish.rates(), turn.usage(), ZoneId.systemDefault(), now);
    if (turn.probeAt() == null) {
      return takeDue(wish, turn, quota, lastChance, mapper);
    }
    Look probed =
        turn.probeAt().isAfter(now)
            ? Look.NOTHING
            : probe(wish.place().backend(), turn, lastChance, now, mapper);
    return probed.equals(Look.NOTHING) && watch.isOpen(wish.place().backend())
        ? takeDue(wish, turn, quota, lastChance, mapper)
        : probed;
  }

  private TurnRow takeTurn(WaitingPlace place, BacklogMapper mapper) {
    if (preparedTurns) {
      mapper.prepareTurn(node);
    }
    String backend = place.backend().value();
    TurnRow turn = mapper.takeTurn(backend, place.direction());
    if (turn == null) {
      mapper.addTurn(backend, place.direction());
      turn = mapper.takeTurn(backend, place.direction());
    }
    return turn;
  }

  // Whatever it waits for, and also behind others: nobody gets it. What a node has just now comes
  // forth again.
  private List<DueMessage> expired(
      BackendName backend, int limit, Instant now, BacklogMapper mapper) {
    List<ExpiringRow> rows = mapper.expiring(backend.value(), now, limit);
    List<UUID> settled = rows.stream().filter(row -> !row.isQueued()).map(ExpiringRow::id).toList();
    if (!settled.isEmpty()) {
      mapper.removeExpiring(Columns.ids(settled));
    }
    List<UUID> waiting =
        rows.stream().filter(row -> row.isQueued() && row.waits()).map(ExpiringRow::id).toList();
    return waiting.isEmpty()
        ? List.of()
        : take(mapper.expired(waiting), OptionalInt.empty(), now, mapper);
  }

  private Look takeDue(
      Wish wish, TurnRow turn, PlaceQuota quota, LastChance lastChance, BacklogMapper mapper) {
    Optional<PlaceQuota> ofWay = ofWay(wish.place(), quota.now(), mapper);
    int free = Math.min(quota.free(), ofWay.map(PlaceQuota::free).orElse(Integer.MAX_VALUE));
    if (free == 0) {
      Optional<Instant> next = later(quota.next(), ofWay.flatMap(PlaceQuota::next));
      return new Look(new Taken(List.of(), next.map(time -> inTurn(wish.place(), time))), false);
    }
    Window window =
        Window.of(wish.place(), WINDOW * wish.limit(), turn.lane(), quota.now(), mapper);
    Optional<ConnectionQuota> ofEach =
        wish.rates()
            .ofEach()
            .map(rate -> ConnectionQuota.of(rate, window.rows(), quota.now(), mapper));
    int limit = Math.min(wish.limit(), free);
    Choice choice =
        Choice.of(
            window.rows(),
            limit,
            connection -> ofEach.map(each -> each.free(connection)).orElse(Integer.MAX_VALUE),
            lastChance);
    boolean roomMade = makeRoom(wish.place(), window, choice, quota.now(), mapper);
    boolean tooFast = ofEach.map(each -> each.delayTooFast(window.rows(), mapper)).orElse(false);
    List<DueMessage> taken = take(choice.taken(), OptionalInt.empty(), quota.now(), mapper);
    ofEach.ifPresent(each -> each.take(choice.taken(), mapper));
    nextLane(wish.place(), choice.lastLane(limit, window.passed()), mapper);
    Optional<Instant> next =
        later(
            remember(wish.place(), quota, taken.size(), mapper),
            ofWay.flatMap(each -> each.after(taken.size()).next()));
    return new Look(
        new Taken(taken, next.map(time -> inTurn(wish.place(), time))),
        choice.taken().isEmpty() && (roomMade || tooFast));
  }

  /**
   * Returns what the rates of the backend let go by which the messages of a place go out now, where
   * that is not their own. It is taken when they go: here it is only seen to that no more are taken
   * than may.
   */
  private Optional<PlaceQuota> ofWay(WaitingPlace place, Instant now, BacklogMapper mapper) {
    if (place.direction() == Direction.IN) {
      return Optional.empty();
    }
    return watch
        .way(place.backend())
        .filter(way -> !way.equals(place.backend()))
        .filter(way -> watch.rates(way).areSet())
        .map(
            way -> {
              Usage usage = Optional.ofNullable(mapper.usage(way.value())).orElse(Usage.NONE);
              return new PlaceQuota(watch.rates(way), usage, ZoneId.systemDefault(), now);
            });
  }

  private static Optional<Instant> later(Optional<Instant> one, Optional<Instant> other) {
    return Stream.of(one, other).flatMap(Optional::stream).max(Instant::compareTo);
  }

  // Whoever came first would come first each time, and the others never.
  private Instant inTurn(WaitingPlace place, Instant next) {
    return watch.sharesRates(place.backend())
        ? next.plusMillis(ThreadLocalRandom.current().nextLong(MOST_LATE_MILLIS))
        : next;
  }

  /** Returns whether another look would find more. */
  private boolean makeRoom(
      WaitingPlace place, Window window, Choice choice, Instant now, BacklogMapper mapper) {
    if (window.rows().stream().anyMatch(DueRow::unsent)) {
      // Perhaps since another node has failed to send it just now.
      watch.waits(place.backend(), Direction.OUT);
    }
    if (!choice.gone().isEmpty()) {
      // By a node that was taken for dead, and has finished them after all.
      mapper.endWaiting(Columns.ids(ids(choice.gone())), now);
    }
    List<DueRow> stuck = window.stuck(choice);
    return (!stuck.isEmpty() && setAside(stuck, now, mapper)) || !choice.gone().isEmpty();
  }

  /** Has the next look begin with what is sent to many by another. */
  private static void nextLane(WaitingPlace place, Optional<UUID> last, BacklogMapper mapper) {
    last.filter(lane -> !lane.equals(BacklogMapper.NONE))
        .ifPresent(lane -> mapper.setLane(place.backend().value(), lane));
  }

  /** Returns when more may be taken, where those were all that may be now. */
  private static Optional<Instant> remember(
      WaitingPlace place, PlaceQuota quota, int taken, BacklogMapper mapper) {
    if (taken == 0 || !quota.rates().areSet()) {
      return Optional.empty();
    }
    PlaceQuota left = quota.after(taken);
    mapper.setQuota(place.backend().value(), left.usage());
    return left.next();
  }

  private List<DueMessage> take(
      List<DueRow> rows, OptionalInt probes, Instant now, BacklogMapper mapper) {
    List<DueRow> there = stillThere(rows, mapper);
    if (!there.isEmpty()) {
      mapper.takeAll(Columns.ids(ids(there)), node, now);
    }
    return there.stream().map(row -> row.toMessage(probes)).toList();
  }

  /**
   * Returns those that nobody cancels just now, and that are not behind such a one. What is to be
   * routed nobody can cancel.
   */
  private List<DueRow> stillThere(List<DueRow> rows, BacklogMapper mapper) {
    if (rows.isEmpty() || rows.get(0).direction() == Direction.IN) {
      return rows;
    }
    Set<UUID> locked =
        mapper.lock(Columns.ids(ids(rows))).stream()
            .filter(row -> row.node() == null)
            .map(LockedRow::messageId)
            .collect(Collectors.toSet());
    Set<UUID> left = new HashSet<>();
    return rows.stream()
        .filter(
            row -> {
              if (!locked.contains(row.id())) {
                left.add(row.connectionId());
              }
              boolean isThere = !left.contains(row.connectionId());
              if (!isThere) {
                // Perhaps it was to be taken with its last chance, which another may have then.
                leases.endAlone(row.id());
              }
              return isThere;
            })
        .toList();
  }

  // One connection after the other: one that cannot be reached tells nothing of the gateway.
  private Look probe(
      BackendName backend, TurnRow turn, LastChance lastChance, Instant now, BacklogMapper mapper) {
    UUID connection = next(backend, turn, mapper);
    if (connection == null) {
      // Nothing waits that could tell: what comes next will. Where it may go another way it waits
      // for a moment, and is the probe then.
      if (!watch.isOpen(backend)) {
        mapper.setProbe(backend.value(), null, 0);
        watch.resume(backend);
      }
      return Look.NOTHING;
    }
    DueRow first = mapper.firstOutgoing(connection);
    if (first != null && !first.isQueued()) {
      mapper.endWaiting(Columns.ids(List.of(first.id())), now);
      return Look.of(List.of(), true);
    }
    if (first == null || !lastChance.mayTake(first.id(), first.died())) {
      // A node has it, or it has to go alone: at the next look it is another one's turn.
      mapper.setProbed(backend.value(), connection, turn.probeAt());
      return Look.NOTHING;
    }
    mapper.setProbed(backend.value(), connection, now.plus(PROBE));
    return Look.of(take(List.of(first), OptionalInt.of(turn.probes()), now, mapper), false);
  }

  private static UUID next(BackendName backend, TurnRow turn, BacklogMapper mapper) {
    UUID next =
        turn.probed() == null
            ? null
            : mapper.connectionFrom(backend.value(), IdOrder.next(turn.probed()));
    return next == null ? mapper.connectionFrom(backend.value(), BacklogMapper.NONE) : next;
  }

  /**
   * Puts off what is due and has to wait for another of its connection: otherwise it would be all
   * that is seen. It comes forth again by itself, and when the one before it is finished. That one
   * is locked, so that it is not finished just now; where it is, this comes next anyway.
   *
   * @return whether there were any
   */
  private static boolean setAside(List<DueRow> rows, Instant now, BacklogMapper mapper) {
    List<UUID> before = rows.stream().map(DueRow::behind).filter(each -> each != null).toList();
    Map<UUID, LockedRow> locked =
        before.isEmpty()
            ? Map.of()
            : mapper.lock(Columns.ids(before)).stream()
                .collect(Collectors.toMap(LockedRow::messageId, Function.identity()));
    Map<Instant, List<DueRow>> byTime =
        rows.stream()
            .filter(row -> row.behind() == null || locked.containsKey(row.behind()))
            .collect(
                Collectors.groupingBy(
                    row -> dueAgain(row, Optional.ofNullable(locked.get(row.behind())), now)));
    byTime.forEach((until, some) -> mapper.setAside(Columns.ids(ids(some)), until));
    return !byTime.isEmpty();
  }

  // What is the first of its connection is not behind any, and may be taken soon.
  private static Instant dueAgain(DueRow row, Optional<LockedRow> before, Instant now) {
    Instant due = now.plus(row.behind() == null ? SHORTEST_ASIDE : aside(row, now));
    return before
        .filter(each -> each.node() == null && each.due().isAfter(due))
        .map(LockedRow::due)
        .orElse(due);
  }

  // For as long again as it has waited, to the power of two below: so that however many there are
  // behind one, they are looked at a few times.
  private static Duration aside(DueRow row, Instant now) {
    long waited = Duration.between(row.waitsSince(), now).toSeconds();
    long seconds = Math.max(SHORTEST_ASIDE.toSeconds(), waited);
    return Duration.ofSeconds(Math.min(LONGEST_ASIDE.toSeconds(), Long.highestOneBit(seconds)));
  }

  private static List<UUID> ids(List<DueRow> rows) {
    return rows.stream().map(DueRow::id).toList();
  }
}
