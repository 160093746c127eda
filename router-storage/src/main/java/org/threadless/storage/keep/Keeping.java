package org.threadless.storage.keep;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Supplier;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.loop.Schedule;
import org.threadless.storage.session.Transactions;

/**
 * Deletes what is older than it is to be kept: a little at a time, and with pauses in between that
 * are the longer the more there is to store. Each node looks; of each kind, one deletes at a time.
 */
public final class Keeping implements AutoCloseable {

  private static final Duration BETWEEN_TURNS = Duration.ofMillis(20);

  // What has become older in the meantime is some minutes' messages.
  private static final Duration BETWEEN_ROUNDS = Duration.ofMinutes(1);

  private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

  private final Schedule schedule = new Schedule("keeping", this::turn, BETWEEN_TURNS);
  private final List<Sweep> sweeps;
  private final Transactions transactions;
  private final InstantSource clock;
  private final Pace pace;
  private final Deletions deletions;
  // What there is perhaps more of to delete.
  private final Queue<Sweep> round = new ArrayDeque<>();
  private long restsUntil;

  /**
   * @param clock tells how old what is stored is
   * @param busyTime for how long messages have been stored, all in all
   * @param deletions is told of what is deleted, and of what cannot be
   */
  public Keeping(
      KeepSettings settings,
      Transactions transactions,
      InstantSource clock,
      Supplier<Duration> busyTime,
      Deletions deletions) {
    ZoneId zone = ZoneId.systemDefault();
    this.sweeps =
        settings.periods().entrySet().stream()
            .map(each -> new Sweep(each.getKey(), each.getValue(), zone))
            .toList();
    this.transactions = transactions;
    this.clock = clock;
    this.pace = new Pace(System::nanoTime, busyTime);
    this.deletions = deletions;
    this.restsUntil = System.nanoTime();
  }

  /** Begins, where there is something to delete ever. */
  public void start() {
    if (!sweeps.isEmpty()) {
      schedule.start();
    }
  }

  private synchronized void turn() {
    if (System.nanoTime() - restsUntil < 0) {
      return;
    }
    // Where what comes now ends with whatever it may: the next turn is not at once.
    rest(AFTER_FAILURE);
    try {
      rest(someOfRound());
    } catch (RuntimeException e) {
      deletions.failed(e);
    }
  }

  private void rest(Duration pause) {
    restsUntil = System.nanoTime() + pause.toNanos();
  }

  /** Deletes some, and returns how long nothing is to be done after that. */
  private Duration someOfRound() {
    if (round.isEmpty()) {
      sweeps.forEach(Sweep::begin);
      round.addAll(sweeps);
    }
    // One kind after the other: none has to wait until there is nothing of another.
    Sweep sweep = round.remove();
    long began = System.nanoTime();
    int deleted = some(sweep);
    if (deleted > 0) {
      round.add(sweep);
      return pace.pauseAfter(deleted, Duration.ofNanos(System.nanoTime() - began));
    }
    if (!round.isEmpty()) {
      return Duration.ZERO;
    }
    deletions.upToDate();
    return BETWEEN_ROUNDS;
  }

  private int some(Sweep sweep) {
    Instant now = clock.instant();
    Swept swept =
        transactions.repeat(KeepMapper.class, mapper -> sweep.next(now, pace.size(), mapper));
    deletions.add(sweep.kind(), swept);
    return swept.looked();
  }

  /**
   * Deletes now all that there is to delete.
   *
   * @throws StoreUnavailableException where the database cannot be used now
   */
  public synchronized void run() {
    for (Sweep sweep : sweeps) {
      sweep.begin();
      while (some(sweep) > 0) {
        // Each in a transaction of its own: others go on in between.
      }
    }
    deletions.upToDate();
  }

  /** Begins no other turn. */
  @Override
  public void close() {
    schedule.close();
    deletions.end();
  }
}
