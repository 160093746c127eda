package org.threadless.storage.write;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.threadless.router.conversation.Direction;
import org.threadless.router.message.MessageIds;
import org.threadless.storage.write.row.CountChangeRow;

/** Adds up by how many messages counts change. Used by one thread. */
public final class Tally {

  private final Map<Count, Long> changes = new LinkedHashMap<>();

  private record Count(Instant hourBegan, String backend, Direction direction, String status) {}

  /** Counts a message in the hour in which it came or was made: once more, or less. */
  public void add(UUID message, String backend, Direction direction, String status, int change) {
    Instant hour = MessageIds.timeOf(message).truncatedTo(ChronoUnit.HOURS);
    add(new CountChangeRow(hour, backend, direction, status, change));
  }

  /** Adds what was added up before. */
  public void add(CountChangeRow row) {
    changes.merge(
        new Count(row.hourBegan(), row.backend(), row.direction(), row.status()),
        row.change(),
        Long::sum);
  }

  /** Returns the changes that there are in all, those apart that undo each other. */
  public List<CountChangeRow> rows() {
    return changes.entrySet().stream()
        .filter(each -> each.getValue() != 0)
        .map(each -> row(each.getKey(), each.getValue()))
        .toList();
  }

  private static CountChangeRow row(Count count, long change) {
    return new CountChangeRow(
        count.hourBegan(), count.backend(), count.direction(), count.status(), change);
  }
}
