package org.threadless.storage.wait.watch;

import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.threadless.router.conversation.Direction;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.engine.backlog.WaitingCount;
import org.threadless.router.engine.store.DatabaseTrouble;
import org.threadless.router.loop.Schedule;
import org.threadless.router.message.BackendName;
import org.threadless.storage.access.LastUses;
import org.threadless.storage.node.Node;
import org.threadless.storage.session.Transactions;
import org.threadless.storage.wait.sql.BacklogMapper;
import org.threadless.storage.write.Deferred;

/**
 * What a node does once a second: shows that it is alive, takes over from those that are not,
 * catches up with what was put off, calls who deals with what waits, deletes what is forgotten, and
 * stores when tokens were used.
 */
public final class Housekeeping implements AutoCloseable {

  private final Schedule schedule = new Schedule("housekeeping", this::keep, Duration.ofSeconds(1));
  private final Transactions transactions;
  private final Node node;
  private final Deferred deferred;
  private final Watch watch;
  private final Pauses pauses;
  private final Forgetting forgetting;
  private final LastUses lastUses;
  private final BiConsumer<BackendName, Direction> onWaiting;
  private final DatabaseTrouble trouble;

  /**
   * @param onWaiting is told where something waits, each time
   * @param trouble is told each time whether the database can be used
   */
  public Housekeeping(
      Transactions transactions,
      Node node,
      Deferred deferred,
      Watch watch,
      Pauses pauses,
      Forgetting forgetting,
      LastUses lastUses,
      BiConsumer<BackendName, Direction> onWaiting,
      DatabaseTrouble trouble) {
    this.transactions = transactions;
    this.node = node;
    this.deferred = deferred;
    this.watch = watch;
    this.pauses = pauses;
    this.forgetting = forgetting;
    this.lastUses = lastUses;
    this.onWaiting = onWaiting;
    this.trouble = trouble;
  }

  public void start() {
    schedule.start();
  }

  private void keep() {
    try {
      look();
      trouble.isThere();
    } catch (StoreUnavailableException e) {
      node.forgetSilence();
      trouble.isAway(e);
    }
  }

  /**
   * Does all of it now.
   *
   * @throws StoreUnavailableException where the database cannot be used now
   */
  public void look() {
    node.beat();
    node.takeOver();
    if (deferred.isPending()) {
      // What was put off holds up others until it is stored, and from then on since it waits.
      watch.doubt();
      deferred.catchUp();
    }
    watch.beginLook();
    List<WaitingCount> waiting =
        transactions.call(
            BacklogMapper.class,
            mapper -> {
              pauses.learn(mapper);
              List<WaitingCount> summary = Summary.of(mapper, 1);
              watch.endLook(
                  summary,
                  mapper.suspended().stream()
                      .map(row -> new BackendName(row.backend()))
                      .collect(Collectors.toSet()));
              return summary;
            });
    waiting.forEach(each -> onWaiting.accept(each.backend(), each.direction()));
    forgetting.forgetSome();
    lastUses.storeNowAndThen();
  }

  /** Stops; does not wait for the database. */
  @Override
  public void close() {
    schedule.close();
  }
}
