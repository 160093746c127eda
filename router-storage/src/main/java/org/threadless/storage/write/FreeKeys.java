package org.threadless.storage.write;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.threadless.storage.write.row.AnswerRow;
import org.threadless.storage.write.sql.MessageMapper;
import org.threadless.storage.write.value.Columns;

/** Inserts answers to requests whose keys have none. */
final class FreeKeys {

  // In one order for all: two nodes that get the same requests would wait for each other.
  private static final Comparator<AnswerRow> ORDER =
      Comparator.comparing(AnswerRow::asker).thenComparing(AnswerRow::requestKey);

  private FreeKeys() {}

  /** Returns those that were inserted: of one key, one at most. */
  static Set<AnswerRow> take(List<AnswerRow> rows, MessageMapper mapper) {
    if (rows.isEmpty()) {
      return Set.of();
    }
    Map<AnswerRow.Key, AnswerRow> firsts = new LinkedHashMap<>();
    rows.stream().sorted(ORDER).forEach(row -> firsts.putIfAbsent(row.key(), row));
    Collection<AnswerRow> first = firsts.values();
    // Where somebody is about to answer the same, the key waits until that is decided.
    if (mapper.addAnswers(Columns.of(first)) == first.size()) {
      return new HashSet<>(first);
    }
    Set<AnswerRow> taken = new HashSet<>(first);
    Set<String> answers = mapper.remembered(Columns.of(first));
    taken.removeIf(row -> !answers.contains(row.answer()));
    return taken;
  }
}
