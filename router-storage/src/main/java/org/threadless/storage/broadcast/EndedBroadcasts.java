package org.threadless.storage.broadcast;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.loop.Schedule;
import org.threadless.router.message.OutgoingStatus;
import org.threadless.storage.session.Transactions;
import org.threadless.storage.write.Counting;
import org.threadless.storage.write.value.Columns;

/**
 * Cancels what has not gone out of broadcasts that are stopped, and of those that were not stored
 * as a whole: a few messages at a time, until there are none. Each node looks for them; no two work
 * on the same one at once.
 */
public final class EndedBroadcasts implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(EndedBroadcasts.class);

  // Of a transaction, which others may have to wait for.
  private static final int AT_A_TIME = 100;

  // Smaller than that of any message.
  private static final UUID NONE = new UUID(0, 0);

  private final Schedule schedule =
      new Schedule("ended broadcasts", this::turn, Duration.ofSeconds(1));
  private final Transactions transactions;
  private final InstantSource clock;
  private final int node;
  private final StoredBroadcasts broadcasts;
  private final Counting counting;

  /**
   * @param counting what is counted
   */
  public EndedBroadcasts(
      Transactions transactions,
      InstantSource clock,
      int node,
      StoredBroadcasts broadcasts,
      Counting counting) {
    this.counting = counting;
    this.transactions = transactions;
    this.clock = clock;
    this.node = node;
    this.broadcasts = broadcasts;
  }

  public void start() {
    schedule.start();
  }

  private void turn() {
    try {
      cancel();
    } catch (StoreUnavailableException e) {
      // Housekeeping tells of it, and the next turn comes.
      log.debug("ended broadcasts cannot be looked for now", e);
    }
  }

  /**
   * Cancels all that nobody has in hand; what somebody has goes out, or is for the next time.
   *
   * @throws StoreUnavailableException where the database cannot be used now
   */
  public synchronized void cancel() {
    transactions.call(BroadcastMapper.class, mapper -> mapper.storing(node)).stream()
        .filter(each -> !broadcasts.isUnderWay(each))
        .forEach(this::abandon);
    transactions.call(BroadcastMapper.class, BroadcastMapper::ended).forEach(this::cancel);
  }

  private void abandon(UUID id) {
    int done =
        transactions.call(
            BroadcastMapper.class,
            mapper -> mapper.change(id, Set.of(StoredState.STORING), StoredState.ABANDONED));
    if (done > 0) {
      log.warn("broadcast {} was not stored as a whole: nothing of it is sent", id);
    }
  }

  private void cancel(BroadcastRow row) {
    UUID after = NONE;
    while (after != null) {
      UUID from = after;
      after = transactions.call(BroadcastMapper.class, mapper -> cancelSome(row, from, mapper));
    }
  }

  /** Returns the last message that was looked at; null where there is no other. */
  private UUID cancelSome(BroadcastRow row, UUID after, BroadcastMapper mapper) {
    if (mapper.lockHeld(row.id()) == null) {
      return null;
    }
    List<UUID> queued =
        row.lastMessage() == null
            ? List.of()
            : mapper.queued(row.id(), after, row.lastMessage(), AT_A_TIME);
    if (queued.isEmpty()) {
      if (after.equals(NONE)) {
        // Not even one that somebody has in hand.
        mapper.letGo(row.id());
      }
      return null;
    }
    cancel(queued, reason(row), mapper);
    return queued.get(queued.size() - 1);
  }

  private static String reason(BroadcastRow row) {
    return row.state() == StoredState.STOPPED
        ? "its broadcast was stopped"
        : "its broadcast was not stored as a whole";
  }

  private void cancel(List<UUID> queued, String reason, BroadcastMapper mapper) {
    Set<UUID> free = new HashSet<>(mapper.lockFreeScheduled(Columns.ids(queued)));
    free.addAll(mapper.lockFreeUntaken(Columns.ids(queued)));
    if (!free.isEmpty()) {
      String[] ids = Columns.ids(List.copyOf(free));
      counting.change(free, OutgoingStatus.CANCELLED, mapper);
      mapper.cancel(ids, reason, clock.instant());
      mapper.removeScheduled(ids);
      mapper.endWaiting(ids, clock.instant());
    }
  }

  /** Begins no other turn. */
  @Override
  public void close() {
    schedule.close();
  }
}
