package org.threadless.storage.wait;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.threadless.router.conversation.Direction;
import org.threadless.router.engine.store.DueMessage;
import org.threadless.router.message.BackendName;
import org.threadless.storage.node.Leases;
import org.threadless.storage.session.Transactions;
import org.threadless.storage.write.Columns;

/**
 * Takes what waits and is due, of connections that nobody works on: one node after the other, since
 * two at once could each take messages of the same connection. It reads a few rows for each message
 * it takes, however many wait.
 */
final class Taker {

  // How many times as many rows as are wanted are looked at.
  private static final int WINDOW = 2;

  // Where the answer to a probe takes longer, another message is tried; so it is where the node
  // that probed has died.
  static final Duration PROBE = Duration.ofSeconds(30);

  private static final Duration SOON = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final Transactions transactions;
  private final InstantSource clock;
  private final int node;
  private final Watch watch;
  private final boolean preparedTurns;
  private final Leases leases;

  /** What one look has found: what it takes, and whether it is to be followed by another. */
  private record Look(List<DueMessage> taken, boolean goesOn) {

    static final Look NOTHING = new Look(List.of(), false);
  }

  /**
   * @param preparedTurns whether the database is told how to run a turn, as PostgreSQL has to be
   */
  Taker(
      Transactions transactions,
      InstantSource clock,
      int node,
      Watch watch,
      boolean preparedTurns,
      Leases leases) {
    this.transactions = transactions;
    this.clock = clock;
    this.node = node;
    this.watch = watch;
    this.preparedTurns = preparedTurns;
    this.leases = leases;
  }

  List<DueMessage> take(WaitingPlace place, int limit) {
    Look look;
    do {
      look = look(place, limit);
    } while (look.goesOn());
    return look.taken();
  }

  /** Takes messages in one transaction; where that fails, none. */
  private Look look(WaitingPlace place, int limit) {
    LastChance lastChance = new LastChance(leases);
    try {
      return transactions.call(
          BacklogMapper.class, mapper -> look(place, limit, lastChance, mapper));
    } catch (RuntimeException e) {
      lastChance.drop();
      throw e;
    }
  }

  private Look look(WaitingPlace place, int limit, LastChance lastChance, BacklogMapper mapper) {
    Instant now = clock.instant();
    TurnRow turn = takeTurn(place, mapper);
    if (turn.probeAt() == null) {
      return takeDue(place, limit, lastChance, now, mapper);
    }
    Look probed =
        turn.probeAt().isAfter(now)
            ? Look.NOTHING
            : probe(place.backend(), turn, lastChance, now, mapper);
    return probed.equals(Look.NOTHING) && watch.isOpen(place.backend())
        ? takeDue(place, limit, lastChance, now, mapper)
        : probed;
  }

  private TurnRow takeTurn(WaitingPlace place, BacklogMapper mapper) {
    if (preparedTurns) {
      mapper.prepareTurn();
    }
    String backend = place.backend().value();
    TurnRow turn = mapper.takeTurn(backend, place.direction());
    if (turn == null) {
      mapper.addTurn(backend, place.direction());
      turn = mapper.takeTurn(backend, place.direction());
    }
    return turn;
  }

  private Look takeDue(
      WaitingPlace place, int limit, LastChance lastChance, Instant now, BacklogMapper mapper) {
    int window = WINDOW * limit;
    List<DueRow> rows = due(place, window, now, mapper);
    Choice choice = Choice.of(rows, limit, lastChance);
    if (rows.stream().anyMatch(DueRow::unsent)) {
      // Perhaps since another node has failed to send it just now.
      watch.waits(place.backend(), Direction.OUT);
    }
    if (!choice.gone().isEmpty()) {
      // By a node that was taken for dead, and has finished them after all.
      mapper.removeWaiting(Columns.ids(ids(choice.gone())));
    }
    boolean obstructed = choice.taken().isEmpty() && rows.size() == window;
    boolean goesOn =
        obstructed && (setAside(choice.left(), now, mapper) || !choice.gone().isEmpty());
    return new Look(take(choice.taken(), OptionalInt.empty(), now, mapper), goesOn);
  }

  private static List<DueRow> due(
      WaitingPlace place, int window, Instant now, BacklogMapper mapper) {
    String backend = place.backend().value();
    List<DueRow> found = new ArrayList<>();
    Integer priority = mapper.priority(backend, place.direction(), Integer.MAX_VALUE);
    while (priority != null && found.size() < window) {
      found.addAll(mapper.due(backend, place.direction(), priority, now, window - found.size()));
      priority = mapper.priority(backend, place.direction(), priority);
    }
    return found;
  }

  private List<DueMessage> take(
      List<DueRow> rows, OptionalInt probes, Instant now, BacklogMapper mapper) {
    if (!rows.isEmpty()) {
      mapper.takeAll(ids(rows), node, now);
    }
    return rows.stream().map(row -> row.toMessage(probes)).toList();
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
      mapper.removeWaiting(Columns.ids(List.of(first.id())));
      return new Look(List.of(), true);
    }
    if (first == null || !lastChance.mayTake(first.id(), first.died())) {
      // A node has it, or it has to go alone: at the next look it is another one's turn.
      mapper.setProbed(backend.value(), connection, turn.probeAt());
      return Look.NOTHING;
    }
    mapper.setProbed(backend.value(), connection, now.plus(PROBE));
    return new Look(take(List.of(first), OptionalInt.of(turn.probes()), now, mapper), false);
  }

  private static UUID next(BackendName backend, TurnRow turn, BacklogMapper mapper) {
    UUID next =
        turn.probed() == null ? null : mapper.connectionAfter(backend.value(), turn.probed());
    return next == null ? mapper.connectionAfter(backend.value(), MyBatisBacklog.NONE) : next;
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
            : mapper.lock(before).stream()
                .collect(Collectors.toMap(LockedRow::messageId, Function.identity()));
    Map<Instant, List<DueRow>> byTime =
        rows.stream()
            .filter(row -> row.behind() == null || locked.containsKey(row.behind()))
            .collect(
                Collectors.groupingBy(
                    row -> until(row, Optional.ofNullable(locked.get(row.behind())), now)));
    byTime.forEach((until, some) -> mapper.setAside(ids(some), until));
    return !byTime.isEmpty();
  }

  // For as long again as it has waited, to the power of two below: so that however many there are
  // behind one, they are looked at a few times.
  private static Instant until(DueRow row, Optional<LockedRow> before, Instant now) {
    long waited = Duration.between(row.waitsSince(), now).toSeconds();
    long seconds = Math.min(LONGEST.toSeconds(), Math.max(SOON.toSeconds(), waited));
    Instant until = now.plusSeconds(row.behind() == null ? 1 : Long.highestOneBit(seconds));
    return before
        .filter(each -> each.node() == null && each.due().isAfter(until))
        .map(LockedRow::due)
        .orElse(until);
  }

  private static List<UUID> ids(List<DueRow> rows) {
    return rows.stream().map(DueRow::id).toList();
  }
}
