package org.threadless.storage.statistics;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.router.conversation.Direction;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.loop.Schedule;
import org.threadless.router.message.MessageIds;
import org.threadless.router.message.OutgoingStatus;
import org.threadless.storage.session.Transactions;
import org.threadless.storage.write.Tally;
import org.threadless.storage.write.row.CountChangeRow;
import org.threadless.storage.write.row.CountedRow;
import org.threadless.storage.write.value.Columns;
import org.threadless.storage.write.value.IdOrder;

/**
 * Adds up by how many messages the counts of hours have changed, and counts the messages of the
 * last 30 days that a version before has stored, going back from the newest. A little at a time;
 * each node tries, and no two do it at once.
 */
public final class Counts implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Counts.class);

  /** How far back is counted what a version before has stored. */
  public static final Duration COUNTED = Duration.ofDays(30);

  private static final UUID NONE = new UUID(0, 0);

  // Of a transaction, which others may have to wait for.
  private static final int ADDED_AT_A_TIME = 1000;
  private static final int COUNTED_AT_A_TIME = 2000;

  private static final Duration BETWEEN = Duration.ofMillis(200);
  private static final int TURNS_BETWEEN_ADDING = 10;

  private final Schedule schedule = new Schedule("counts of messages", this::turn, BETWEEN);
  private final Transactions transactions;
  private final InstantSource clock;
  private boolean allCounted;
  private int turns;

  public Counts(Transactions transactions, InstantSource clock) {
    this.transactions = transactions;
    this.clock = clock;
  }

  public void start() {
    schedule.start();
  }

  private synchronized void turn() {
    turns++;
    try {
      if (!allCounted) {
        allCounted = !transactions.call(StatisticsMapper.class, this::countSome);
      }
      if (turns % TURNS_BETWEEN_ADDING == 0) {
        add();
      }
    } catch (StoreUnavailableException e) {
      // Housekeeping tells of it, and the next turn comes.
      log.debug("messages cannot be counted now", e);
    }
  }

  /**
   * Does now all that there is to do.
   *
   * @throws StoreUnavailableException where the database cannot be used now
   */
  public synchronized void run() {
    while (transactions.call(StatisticsMapper.class, this::countSome)) {
      // Each in a transaction of its own: others go on in between.
    }
    add();
  }

  private void add() {
    if (!transactions.call(StatisticsMapper.class, StatisticsMapper::isChanged)) {
      return;
    }
    while (transactions.call(StatisticsMapper.class, Counts::addSome)) {
      // Likewise.
    }
  }

  /** Returns whether there is more. */
  private static boolean addSome(StatisticsMapper mapper) {
    if (mapper.takeCounting() == null) {
      return false;
    }
    List<PlacedChangeRow> changes = mapper.changes(ADDED_AT_A_TIME);
    if (!changes.isEmpty()) {
      // Those and no others: what is committed meanwhile may have a place before the last of them.
      mapper.removeChanges(
          Columns.ids(changes.stream().map(PlacedChangeRow::changePosition).toList()));
      Tally tally = new Tally();
      changes.forEach(each -> tally.add(each.change()));
      store(tally, mapper);
    }
    return changes.size() == ADDED_AT_A_TIME;
  }

  private static void store(Tally tally, StatisticsMapper mapper) {
    List<CountChangeRow> rows = tally.rows();
    if (!rows.isEmpty()) {
      mapper.addToCounts(Columns.of(rows));
    }
  }

  /** Returns whether there may be more. */
  private boolean countSome(StatisticsMapper mapper) {
    UUID oldest = MessageIds.firstOf(clock.instant().minus(COUNTED));
    if (!IdOrder.isAfter(mapper.countedAfter(), oldest)) {
      return false;
    }
    UUID upTo = mapper.takeCounting();
    if (upTo == null) {
      return true;
    }
    UUID next = mapper.before(upTo, COUNTED_AT_A_TIME);
    UUID after = next == null || IdOrder.isAfter(next, oldest) ? next : oldest;
    // Read after the counts are ours alone: what is committed later sees that these are counted.
    count(mapper.between(after == null ? NONE : after, upTo), mapper);
    mapper.setCountedAfter(after == null ? NONE : after);
    return after != null && IdOrder.isAfter(after, oldest);
  }

  private static void count(List<CountedRow> messages, StatisticsMapper mapper) {
    Tally tally = new Tally();
    messages.forEach(
        each -> tally.add(each.id(), each.backend(), each.direction(), each.status(), 1));
    store(tally, mapper);
    List<UUID> failed =
        messages.stream()
            .filter(each -> each.direction() == Direction.OUT)
            .filter(each -> each.status().equals(OutgoingStatus.FAILED.name()))
            .map(CountedRow::id)
            .toList();
    if (!failed.isEmpty()) {
      mapper.addFailed(Columns.ids(failed));
    }
  }

  /** Begins no other turn. */
  @Override
  public void close() {
    schedule.close();
  }
}
