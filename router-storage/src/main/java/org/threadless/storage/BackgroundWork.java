package org.threadless.storage;

import java.time.InstantSource;
import org.threadless.router.engine.store.DatabaseTrouble;
import org.threadless.storage.broadcast.EndedBroadcasts;
import org.threadless.storage.file.Compaction;
import org.threadless.storage.keep.Keeping;
import org.threadless.storage.node.Node;
import org.threadless.storage.session.HangingApps;
import org.threadless.storage.session.Transactions;
import org.threadless.storage.statistics.Counts;
import org.threadless.storage.wait.queue.QueueAlarm;
import org.threadless.storage.wait.watch.Forgetting;
import org.threadless.storage.wait.watch.Housekeeping;
import org.threadless.storage.wait.watch.Pauses;
import org.threadless.storage.wait.watch.Timetable;
import org.threadless.storage.wait.watch.Watch;
import org.threadless.storage.write.WritePath;

/** What goes on by itself while a database is open, each on a thread of its own. */
final class BackgroundWork implements AutoCloseable {

  private final Housekeeping housekeeping;
  private final Timetable timetable;
  private final EndedBroadcasts endedBroadcasts;
  private final Counts counts;
  private final HangingApps hangingApps;
  private final Compaction compaction;
  private volatile Keeping keeping;

  BackgroundWork(
      Transactions transactions,
      Node node,
      WritePath writePath,
      Watch watch,
      Pauses pauses,
      QueueAlarm alarm,
      Stores stores,
      InstantSource clock,
      HangingApps hangingApps,
      Compaction compaction,
      DatabaseTrouble trouble) {
    this.housekeeping =
        new Housekeeping(
            transactions,
            node,
            writePath.deferred(),
            watch,
            pauses,
            new Forgetting(transactions, clock),
            stores.access().lastUses(),
            alarm::wake,
            trouble);
    this.timetable = new Timetable(transactions, clock, alarm::waits);
    this.endedBroadcasts =
        new EndedBroadcasts(
            transactions, clock, node.id(), stores.broadcasts(), writePath.counting());
    this.counts = new Counts(transactions, clock);
    this.hangingApps = hangingApps;
    this.compaction = compaction;
  }

  /**
   * @param compacts whether there is a file to be kept small, which nobody else writes to
   */
  void start(boolean compacts) {
    housekeeping.look();
    housekeeping.start();
    timetable.start();
    endedBroadcasts.start();
    counts.start();
    hangingApps.start();
    if (compacts) {
      compaction.start();
    }
  }

  /** Begins with what is older than is to be kept. To be called once. */
  void start(Keeping begun) {
    keeping = begun;
    begun.start();
  }

  /** Does now what is done once a second anyway. */
  void look() {
    release();
    housekeeping.look();
    endedBroadcasts.cancel();
  }

  /** Lets what was for later wait, as far as its time has come. */
  void release() {
    timetable.release();
  }

  Counts counts() {
    return counts;
  }

  @Override
  public void close() {
    housekeeping.close();
    timetable.close();
    endedBroadcasts.close();
    counts.close();
    if (keeping != null) {
      keeping.close();
    }
    hangingApps.close();
    compaction.close();
  }
}
