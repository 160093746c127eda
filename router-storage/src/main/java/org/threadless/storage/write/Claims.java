package org.threadless.storage.write;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.ToIntFunction;
import org.threadless.router.engine.store.Seen;
import org.threadless.storage.write.row.MessageRow;
import org.threadless.storage.write.row.SeenRow;
import org.threadless.storage.write.sql.MessageMapper;
import org.threadless.storage.write.value.Columns;

/** Inserts incoming messages as QUEUED, those apart that are copies of others. */
final class Claims {

  // In one order for all: two nodes that get the same messages would wait for each other.
  private static final Comparator<MessageRow> ORDER =
      Comparator.comparing(MessageRow::externalId)
          .thenComparing(MessageRow::backend)
          .thenComparing(MessageRow::fingerprint);

  private final MessageMapper mapper;
  private final Set<UUID> claimed = new HashSet<>();
  private final Set<UUID> reused = new HashSet<>();

  Claims(MessageMapper mapper) {
    this.mapper = mapper;
  }

  /** Inserts these. */
  void insert(List<MessageRow> rows) {
    Set<List<String>> externalIds = new HashSet<>();
    List<MessageRow> first = new ArrayList<>();
    List<MessageRow> again = new ArrayList<>();
    for (MessageRow row : rows.stream().sorted(ORDER).toList()) {
      (externalIds.add(List.of(row.backend(), row.externalId())) ? first : again).add(row);
    }
    again.addAll(insert(first, mapper::claimMessages));
    if (!again.isEmpty()) {
      again.sort(ORDER);
      insert(again, mapper::claimReused);
      again.stream().map(MessageRow::id).filter(claimed::contains).forEach(reused::add);
    }
  }

  /** Returns those that were not inserted. */
  private List<MessageRow> insert(
      List<MessageRow> rows, ToIntFunction<Map<String, String[]>> statement) {
    if (rows.isEmpty()) {
      return rows;
    }
    List<UUID> ids = rows.stream().map(MessageRow::id).toList();
    // Where somebody is about to store the same, the unique index waits until it is decided.
    int inserted = statement.applyAsInt(Columns.of(rows));
    if (inserted == ids.size()) {
      claimed.addAll(ids);
    } else if (inserted > 0) {
      claimed.addAll(mapper.stored(Columns.ids(ids)));
    }
    return rows.stream().filter(row -> !claimed.contains(row.id())).toList();
  }

  /** Returns what came of one of them. */
  Answer answer(MessageRow row) {
    if (!claimed.contains(row.id())) {
      SeenRow seen = mapper.seen(row);
      return new Answer(false, Optional.of(new Seen(seen.id(), seen.status())), Optional.empty());
    }
    return new Answer(
        true,
        Optional.empty(),
        reused.contains(row.id()) ? Optional.ofNullable(mapper.before(row)) : Optional.empty());
  }
}
