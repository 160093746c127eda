package org.threadless.storage.wait.watch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.router.conversation.Direction;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.loop.Schedule;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.MessageIds;
import org.threadless.storage.session.Transactions;
import org.threadless.storage.wait.sql.BacklogMapper;
import org.threadless.storage.wait.sql.DueScheduledRow;
import org.threadless.storage.write.row.ScheduledRow;
import org.threadless.storage.write.row.WaitRow;
import org.threadless.storage.write.value.Columns;

/**
 * The messages that are not sent before a time. When it has come they wait to be sent, behind those
 * of their connections that wait already. Each node looks for them; no two at once.
 */
public final class Timetable implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Timetable.class);

  // The place whose turn it is to have in order to let messages wait; no backend has that name.
  private static final String ALL_BACKENDS = "";

  // Of a transaction, which others may have to wait for.
  private static final int AT_A_TIME = 1000;

  // The next one is remembered for as long as no other node, or this one, may have stored an
  // earlier.
  private static final int TURNS_REMEMBERED = 5;
  private static final Duration BETWEEN = Duration.ofMillis(200);

  private final Schedule schedule = new Schedule("scheduled messages", this::turn, BETWEEN);
  private final Transactions transactions;
  private final InstantSource clock;
  private final BiConsumer<BackendName, Direction> onWaiting;
  private final MessageIds ordinals = new MessageIds();
  private Instant next = Instant.MAX;
  private int turns;

  /**
   * @param onWaiting is told where messages wait now
   */
  public Timetable(
      Transactions transactions,
      InstantSource clock,
      BiConsumer<BackendName, Direction> onWaiting) {
    this.transactions = transactions;
    this.clock = clock;
    this.onWaiting = onWaiting;
  }

  public void start() {
    schedule.start();
  }

  private synchronized void turn() {
    turns++;
    if (turns % TURNS_REMEMBERED == 0 || !next.isAfter(clock.instant())) {
      try {
        release();
      } catch (StoreUnavailableException e) {
        // Housekeeping tells of it, and the next turn comes.
        log.debug("scheduled messages cannot be looked for now", e);
      }
    }
  }

  /**
   * Lets all wait now whose time has come.
   *
   * @throws StoreUnavailableException where the database cannot be used now
   */
  public synchronized void release() {
    List<DueScheduledRow> released;
    do {
      released = transactions.call(BacklogMapper.class, this::releaseSome);
      released.stream()
          .map(DueScheduledRow::backend)
          .distinct()
          .forEach(backend -> onWaiting.accept(new BackendName(backend), Direction.OUT));
    } while (released.size() == AT_A_TIME);
    Instant first = transactions.call(BacklogMapper.class, BacklogMapper::nextScheduled);
    next = first == null ? Instant.MAX : first;
  }

  private List<DueScheduledRow> releaseSome(BacklogMapper mapper) {
    Instant now = clock.instant();
    Instant first = mapper.nextScheduled();
    if (first == null || first.isAfter(now) || !takeTurn(mapper)) {
      return List.of();
    }
    List<DueScheduledRow> due = mapper.dueScheduled(now, AT_A_TIME);
    if (!due.isEmpty()) {
      mapper.addWaiting(Columns.of(due.stream().map(this::waiting).toList()));
      mapper.removeScheduled(Columns.ids(due.stream().map(DueScheduledRow::messageId).toList()));
    }
    return due;
  }

  // Two at once would each let some of a connection wait, and the later ones could go first.
  private static boolean takeTurn(BacklogMapper mapper) {
    int unused = mapper.addTurn(ALL_BACKENDS, Direction.OUT);
    return mapper.takeTurnUnlessTaken(ALL_BACKENDS, Direction.OUT) != null;
  }

  private WaitRow waiting(DueScheduledRow row) {
    return WaitRow.due(new ScheduledRow(row.messageId(), row.due()), ordinals.next());
  }

  /** Begins no other turn. */
  @Override
  public void close() {
    schedule.close();
  }
}
