package org.threadless.storage.wait.take;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.threadless.router.config.Rate;
import org.threadless.router.engine.rate.Bucket;
import org.threadless.storage.wait.sql.BacklogMapper;
import org.threadless.storage.wait.sql.DueRow;
import org.threadless.storage.wait.sql.PacedRow;
import org.threadless.storage.write.value.Columns;

/**
 * How many messages may be taken of each connection now.
 *
 * @param freeAt when the next one is free, of those to which any went
 */
record ConnectionQuota(Bucket bucket, Map<UUID, Instant> freeAt, Instant now) {

  /** Reads what is remembered of the connections of these messages. */
  static ConnectionQuota of(Rate rate, List<DueRow> rows, Instant now, BacklogMapper mapper) {
    return of(rate, rows.stream().map(DueRow::connectionId).distinct().toList(), mapper, now);
  }

  /** Reads what is remembered of these connections. */
  static ConnectionQuota of(Rate rate, List<UUID> connections, BacklogMapper mapper, Instant now) {
    Map<UUID, Instant> freeAt =
        connections.isEmpty()
            ? Map.of()
            : mapper.paced(connections).stream()
                .collect(Collectors.toMap(PacedRow::connectionId, PacedRow::freeAt));
    return new ConnectionQuota(Bucket.full(rate), freeAt, now);
  }

  int free(UUID connection) {
    return bucket.free(freeAt.get(connection), now);
  }

  /** Returns when the next one is free where none is. */
  Optional<Instant> next(UUID connection) {
    return free(connection) > 0 ? Optional.empty() : Optional.of(freeAt.get(connection));
  }

  /** Has those wait to whose connections none may go now. */
  boolean delayTooFast(List<DueRow> rows, BacklogMapper mapper) {
    Map<Instant, List<UUID>> byTime =
        rows.stream()
            .filter(row -> free(row.connectionId()) == 0)
            .collect(
                Collectors.groupingBy(
                    row -> freeAt.get(row.connectionId()),
                    Collectors.mapping(DueRow::id, Collectors.toList())));
    byTime.forEach((until, ids) -> mapper.setAside(Columns.ids(ids), until));
    return !byTime.isEmpty();
  }

  /** Remembers those that are taken. */
  void take(List<DueRow> rows, BacklogMapper mapper) {
    take(
        rows.stream().collect(Collectors.groupingBy(DueRow::connectionId, Collectors.counting())),
        mapper);
  }

  /** Remembers so many of each connection. */
  void take(Map<UUID, Long> counts, BacklogMapper mapper) {
    if (!counts.isEmpty()) {
      mapper.forgetPaced(List.copyOf(counts.keySet()));
      mapper.addPaced(
          counts.entrySet().stream()
              .map(
                  each ->
                      new PacedRow(
                          each.getKey(),
                          bucket.take(freeAt.get(each.getKey()), now, each.getValue().intValue())))
              .toList());
    }
  }
}
