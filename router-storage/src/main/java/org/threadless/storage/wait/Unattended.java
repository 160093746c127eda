package org.threadless.storage.wait;

import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.threadless.storage.session.Transactions;

/**
 * Sees to it that somebody sees to what waits to be sent. Each look goes on where the last one
 * ended, so that it costs the same however much waits.
 */
final class Unattended {

  private static final int AT_A_TIME = 2000;

  private final Transactions transactions;
  private final InstantSource clock;
  private UUID turn = ConnectionTurns.FIRST;

  Unattended(Transactions transactions, InstantSource clock) {
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Makes tasks for connections that need one; returns whether there were any. */
  boolean attend() {
    List<AttendedRow> rows = transactions.call(BacklogMapper.class, this::look);
    turn =
        rows.size() < AT_A_TIME
            ? ConnectionTurns.FIRST
            : ConnectionTurns.after(rows.get(rows.size() - 1).connectionId());
    Set<UUID> unattended = new HashSet<>();
    rows.stream().filter(row -> !row.attended()).forEach(row -> unattended.add(row.connectionId()));
    return !unattended.isEmpty()
        && transactions.call(BacklogMapper.class, mapper -> addTasks(unattended, mapper)) > 0;
  }

  private List<AttendedRow> look(BacklogMapper mapper) {
    return mapper.attended(turn, Tasks.SEND, Tasks.PROBE, AT_A_TIME);
  }

  private int addTasks(Set<UUID> connections, BacklogMapper mapper) {
    return connections.stream()
        .mapToInt(id -> mapper.addTask(Tasks.SEND, id.toString(), clock.instant()))
        .sum();
  }
}
