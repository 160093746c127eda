package org.threadless.storage.statistics;

import java.time.Instant;
import org.threadless.router.conversation.Direction;
import org.threadless.storage.write.row.CountChangeRow;

/** A row of {@code count_change} with its place. */
public record PlacedChangeRow(
    long changePosition,
    Instant hourBegan,
    String backend,
    Direction direction,
    String status,
    long difference) {

  CountChangeRow change() {
    return new CountChangeRow(hourBegan, backend, direction, status, difference);
  }
}
