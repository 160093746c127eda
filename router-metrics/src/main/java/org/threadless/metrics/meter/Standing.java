package org.threadless.metrics.meter;

import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.engine.backlog.ScheduledCount;
import org.threadless.router.engine.backlog.WaitingCount;
import org.threadless.router.engine.backlog.WaitingSummary;
import org.threadless.router.engine.callback.CallbackBacklog;

/**
 * What waits, as the database has it. It is looked at when somebody wants to know it, and at most
 * every few seconds: less often, the longer a look takes, so that the database has next to nothing
 * to do for it, however many ask and however much waits. Safe for any thread.
 */
public final class Standing {

  private static final Duration OFTEN = Duration.ofSeconds(5);
  private static final Duration RARELY = Duration.ofMinutes(1);
  private static final long SHARE = 50;

  private final WaitingSummary summary;
  private final LongSupplier nanoTime;
  private final ReentrantLock looking = new ReentrantLock();
  private volatile Seen last = Seen.NOTHING;
  private long next;

  /**
   * What was seen.
   *
   * @param known whether the database could be asked; there is nothing else otherwise
   */
  record Seen(
      boolean known,
      List<WaitingCount> waiting,
      ScheduledCount scheduled,
      List<CallbackBacklog.Count> callbacks) {

    static final Seen NOTHING = new Seen(false, List.of(), ScheduledCount.NONE, List.of());
  }

  @Inject
  Standing(WaitingSummary summary) {
    this(summary, System::nanoTime);
  }

  Standing(WaitingSummary summary, LongSupplier nanoTime) {
    this.summary = summary;
    this.nanoTime = nanoTime;
    this.next = nanoTime.getAsLong();
  }

  /** Returns what was seen last, perhaps just now. Never throws. */
  Seen now() {
    // Whoever comes while somebody looks gets what was seen before.
    if (looking.tryLock()) {
      try {
        lookWhereItIsTime();
      } finally {
        looking.unlock();
      }
    }
    return last;
  }

  private void lookWhereItIsTime() {
    long start = nanoTime.getAsLong();
    if (start - next >= 0) {
      last = look();
      long end = nanoTime.getAsLong();
      next = end + pause(end - start);
    }
  }

  private long pause(long took) {
    long wanted = Math.max(OFTEN.toNanos(), took * SHARE);
    // Of a database that is away, it is to be seen soon that it is back.
    return last.known() ? Math.min(wanted, RARELY.toNanos()) : OFTEN.toNanos();
  }

  private Seen look() {
    try {
      return new Seen(true, summary.waiting(), summary.scheduled(), summary.callbacks());
    } catch (StoreUnavailableException e) {
      return Seen.NOTHING;
    }
  }
}
