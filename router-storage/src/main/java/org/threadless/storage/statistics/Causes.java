package org.threadless.storage.statistics;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.threadless.router.conversation.Direction;
import org.threadless.router.engine.statistics.FailureCause;
import org.threadless.router.message.BackendName;

/** Counts why messages have failed; takes the newest first. Used by one thread. */
final class Causes {

  private final Map<Kind, Seen> kinds = new LinkedHashMap<>();

  private record Kind(Direction direction, String backend, String app, String reason) {}

  private static final class Seen {
    private final String reason;
    private final UUID example;
    private long messages;

    Seen(String reason, UUID example) {
      this.reason = reason;
      this.example = example;
    }
  }

  void add(Direction direction, FailureRow row) {
    String reason = row.reason() == null ? "" : row.reason();
    Kind kind = new Kind(direction, row.backend(), row.app(), reason.replaceAll("[0-9]+", "0"));
    kinds.computeIfAbsent(kind, first -> new Seen(reason, row.id())).messages++;
  }

  List<FailureCause> mostFrequentFirst() {
    return kinds.entrySet().stream()
        .map(each -> cause(each.getKey(), each.getValue()))
        .sorted(Comparator.comparingLong(FailureCause::messages).reversed())
        .toList();
  }

  private static FailureCause cause(Kind kind, Seen seen) {
    return new FailureCause(
        kind.direction(),
        new BackendName(kind.backend()),
        Optional.ofNullable(kind.app()).filter(app -> !app.isEmpty()),
        seen.reason,
        seen.messages,
        seen.example);
  }
}
