package org.threadless.storage.wait;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.threadless.router.engine.backlog.GivenUp;
import org.threadless.router.engine.callback.EventType;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.OutgoingStatus;
import org.threadless.storage.wait.sql.BacklogMapper;
import org.threadless.storage.wait.sql.OldRow;
import org.threadless.storage.write.Counting;
import org.threadless.storage.write.Events;
import org.threadless.storage.write.Happening;
import org.threadless.storage.write.value.Columns;

/**
 * Gives up what has waited at a backend for too long, so many messages at a time. It goes through
 * them in the order of their ids, up to those that were made later; what was let be tried again
 * since is left where it is.
 */
final class Overdue {

  private static final int AT_A_TIME = 1000;

  // Of the messages that are given up together, so many are named.
  private static final int NAMED = 5;

  private final BackendName backend;
  private final Instant before;
  private final String reason;
  private final Instant now;
  private final Events events;
  private final Counting counting;
  private final List<UUID> first = new ArrayList<>();
  private UUID reached = BacklogMapper.NONE;
  private int count;

  /**
   * @param before what has waited since then or longer is given up
   * @param events what others are to be told
   * @param counting what is counted
   */
  Overdue(
      BackendName backend,
      Instant before,
      String reason,
      Instant now,
      Events events,
      Counting counting) {
    this.counting = counting;
    this.events = events;
    this.backend = backend;
    this.before = before;
    this.reason = reason;
    this.now = now;
  }

  /** Gives up the next ones; returns whether there may be more. */
  boolean failNext(BacklogMapper mapper) {
    List<OldRow> rows = mapper.waitingAfter(backend.value(), reached, AT_A_TIME);
    List<OldRow> old = rows.stream().filter(row -> !row.waitsSince().isAfter(before)).toList();
    if (!old.isEmpty()) {
      List<UUID> ids = old.stream().map(OldRow::id).toList();
      List<UUID> failing = failing(ids, mapper);
      counting.change(failing, OutgoingStatus.FAILED, mapper);
      count += mapper.failAll(ids, reason, now);
      events.store(failing.stream().map(this::failed).toList(), mapper);
      mapper.endUntaken(Columns.ids(ids), now);
      old.stream().filter(OldRow::isQueued).limit(NAMED - first.size()).forEach(this::name);
    }
    if (rows.size() < AT_A_TIME) {
      return false;
    }
    OldRow last = rows.get(rows.size() - 1);
    reached = last.id();
    return !last.createdAt().isAfter(before);
  }

  // They are locked: nobody else changes one of them, or takes it, before this is over.
  private List<UUID> failing(List<UUID> ids, BacklogMapper mapper) {
    String[] those = Columns.ids(ids);
    Set<UUID> queued = mapper.lockQueued(those);
    Set<UUID> untaken = mapper.lockUntaken(those);
    return ids.stream().filter(queued::contains).filter(untaken::contains).toList();
  }

  private Happening failed(UUID message) {
    return new Happening(message, EventType.FAILED, OutgoingStatus.FAILED.name(), reason, now);
  }

  private void name(OldRow row) {
    first.add(row.id());
  }

  GivenUp given() {
    return new GivenUp(count, first);
  }
}
