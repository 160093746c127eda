package org.threadless.storage.write;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.threadless.router.conversation.Direction;
import org.threadless.router.engine.observing.Observers;
import org.threadless.router.message.OutgoingStatus;
import org.threadless.storage.session.AfterCommit;
import org.threadless.storage.write.row.CountChangeRow;
import org.threadless.storage.write.sql.WaitingMapper;
import org.threadless.storage.write.value.Columns;
import org.threadless.storage.write.value.IdOrder;

/**
 * Keeps the counts of messages, and the list of those that have failed, in the transaction that
 * stores a message or changes its status. It only adds rows, so that nobody waits for a count; they
 * are added up later, and by whoever reads them. Safe for any thread.
 */
public final class Counting {

  // Until it is known, all may be older.
  private volatile UUID countedAfter = new UUID(-1, -1);
  private final Observers observers;

  /**
   * @param observers are told of what has changed when that is committed
   */
  public Counting(Observers observers) {
    this.observers = observers;
  }

  /** Takes note of what a transaction has changed. */
  public void store(List<StatusChange> changes, WaitingMapper mapper) {
    List<StatusChange> real = changes.stream().filter(StatusChange::isOne).toList();
    if (real.isEmpty()) {
      return;
    }
    tell(real);
    List<StatusChange> counted = counted(real, mapper);
    List<CountChangeRow> rows = rows(counted);
    if (!rows.isEmpty()) {
      mapper.addCountChanges(Columns.of(rows));
    }
    run(counted, StatusChange::hadFailed, mapper::removeFailed);
    run(counted, StatusChange::fails, mapper::addFailed);
  }

  private void tell(List<StatusChange> changes) {
    if (!observers.areNone()) {
      AfterCommit.run(
          () -> observers.changed(changes.stream().map(StatusChange::observed).toList()));
    }
  }

  /** The same of stored messages that are locked, and get this status after that. */
  public void change(Collection<UUID> messages, OutgoingStatus after, WaitingMapper mapper) {
    change(messages, direction -> after.name(), mapper);
  }

  /** The same of messages of either direction. */
  public void change(
      Collection<UUID> messages, Function<Direction, String> after, WaitingMapper mapper) {
    store(
        mapper.counted(Columns.ids(messages)).stream()
            .map(row -> StatusChange.of(row, after.apply(row.direction())))
            .toList(),
        mapper);
  }

  // What a version before has stored is counted later, as it is by then. Whoever changes such a
  // message until then has to know whether it is counted, and keeps it so until that is committed.
  private List<StatusChange> counted(List<StatusChange> changes, WaitingMapper mapper) {
    UUID known = countedAfter;
    if (changes.stream().allMatch(each -> IdOrder.isAfter(each.message(), known))) {
      return changes;
    }
    UUID now = mapper.lockCounting();
    countedAfter = now;
    return changes.stream().filter(each -> IdOrder.isAfter(each.message(), now)).toList();
  }

  private static List<CountChangeRow> rows(List<StatusChange> changes) {
    Tally tally = new Tally();
    for (StatusChange each : changes) {
      if (each.before() != null) {
        tally.add(each.message(), each.backend(), each.direction(), each.before(), -1);
      }
      tally.add(each.message(), each.backend(), each.direction(), each.after(), 1);
    }
    return tally.rows();
  }

  private static void run(
      List<StatusChange> changes,
      Predicate<StatusChange> which,
      Function<String[], Integer> statement) {
    List<UUID> ids = changes.stream().filter(which).map(StatusChange::message).sorted().toList();
    if (!ids.isEmpty()) {
      int unused = statement.apply(Columns.ids(ids));
    }
  }
}
