package org.threadless.storage.write;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.threadless.router.engine.store.Seen;
import org.threadless.storage.write.row.MessageRow;
import org.threadless.storage.write.row.SeenRow;
import org.threadless.storage.write.sql.MessageMapper;
import org.threadless.storage.write.value.Columns;

/** Inserts incoming messages, those apart that are there already, or are copies of others. */
public final class Claims {

  // In one order for all: two nodes that get the same messages would wait for each other.
  private static final Comparator<MessageRow> ORDER =
      Comparator.comparing(MessageRow::externalId, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(MessageRow::backend)
          .thenComparing(MessageRow::fingerprint, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(MessageRow::id);

  private final MessageMapper mapper;
  private final Set<UUID> claimed = new HashSet<>();
  private final Set<UUID> reused = new HashSet<>();

  Claims(MessageMapper mapper) {
    this.mapper = mapper;
  }

  /** Returns the stored message that this one is, or a copy of. */
  public static Optional<Seen> seen(MessageRow row, MessageMapper mapper) {
    SeenRow byId = mapper.seenById(row.id());
    SeenRow seen = byId == null && row.externalId() != null ? mapper.seen(row) : byId;
    return Optional.ofNullable(seen).map(found -> new Seen(found.id(), found.status()));
  }

  /** Inserts these. */
  void insert(List<MessageRow> rows) {
    Set<List<String>> externalIds = new HashSet<>();
    List<MessageRow> first = new ArrayList<>();
    List<MessageRow> again = new ArrayList<>();
    for (MessageRow row : rows.stream().sorted(ORDER).toList()) {
      boolean isFirst =
          row.externalId() == null || externalIds.add(List.of(row.backend(), row.externalId()));
      (isFirst ? first : again).add(row);
    }
    insert(first, mapper::claimMessages).stream()
        .filter(row -> row.externalId() != null)
        .forEach(again::add);
    if (!again.isEmpty()) {
      again.sort(ORDER);
      insert(again, mapper::claimReused);
      again.stream().map(MessageRow::id).filter(claimed::contains).forEach(reused::add);
    }
  }

  /** Returns those that were not inserted. */
  private List<MessageRow> insert(
      List<MessageRow> rows, Function<Map<String, String[]>, List<UUID>> statement) {
    if (rows.isEmpty()) {
      return rows;
    }
    // Where somebody is about to store the same, the unique index waits until it is decided.
    claimed.addAll(statement.apply(Columns.of(rows)));
    return rows.stream().filter(row -> !claimed.contains(row.id())).toList();
  }

  /** Returns what came of one of them; of two that are the same message, the first was inserted. */
  Answer answer(MessageRow row) {
    if (!claimed.remove(row.id())) {
      Seen first = seen(row, mapper).orElseThrow();
      return new Answer(false, Optional.of(first), Optional.empty());
    }
    return new Answer(
        true,
        Optional.empty(),
        reused.contains(row.id()) ? Optional.ofNullable(mapper.before(row)) : Optional.empty());
  }
}
