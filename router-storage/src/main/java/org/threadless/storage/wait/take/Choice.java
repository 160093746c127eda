package org.threadless.storage.wait.take;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.threadless.storage.wait.sql.DueRow;

/**
 * Which of the messages that are due can be taken: a few of each connection from its first on.
 *
 * @param taken these, each after those of its connection that are before it
 * @param gone those that need not wait any more
 * @param left those that have to wait for one that is not among them
 * @param turns the lanes whose turn it was: a connection has the turn of the first that wants it,
 *     also where another's message is before that one's
 */
record Choice(List<DueRow> taken, List<DueRow> gone, List<DueRow> left, List<UUID> turns) {

  // Of one connection: the next ones are taken when these are dealt with.
  private static final int OF_EACH = 5;

  private static final Comparator<DueRow> IN_ORDER =
      Comparator.comparing(DueRow::ordinal).thenComparing(DueRow::id);

  /**
   * @param rows in the order in which they are wanted
   * @param ofEach how many of a connection at most
   */
  static Choice of(
      List<DueRow> rows, int limit, ToIntFunction<UUID> ofEach, LastChance lastChance) {
    Choice choice =
        new Choice(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    Map<UUID, List<DueRow>> byConnection =
        rows.stream()
            .collect(
                Collectors.groupingBy(
                    DueRow::connectionId, LinkedHashMap::new, Collectors.toList()));
    byConnection.forEach(
        (connection, each) -> {
          int most = Math.min(OF_EACH, ofEach.applyAsInt(connection));
          int wanted = Math.min(most, limit - choice.taken.size());
          if (wanted > 0) {
            choice.addFirst(each, wanted, lastChance);
          }
        });
    return choice;
  }

  /**
   * Returns the last lane whose turn it was.
   *
   * @param limit how many could be taken at most: where there were fewer, each lane had its turn
   * @param seen the last lane that was seen, where there may be more
   */
  Optional<UUID> lastLane(int limit, Optional<UUID> seen) {
    Optional<UUID> last =
        turns.isEmpty() ? Optional.empty() : Optional.of(turns.get(turns.size() - 1));
    return taken.size() < limit ? seen.or(() -> last) : last;
  }

  private void addFirst(List<DueRow> ofConnection, int wanted, LastChance lastChance) {
    Set<UUID> passed = new HashSet<>();
    int before = taken.size();
    boolean free = true;
    for (DueRow row : ofConnection.stream().sorted(IN_ORDER).toList()) {
      free = free && (row.behind() == null || passed.contains(row.behind()));
      if (free && !row.isQueued()) {
        gone.add(row);
        passed.add(row.id());
      } else if (free
          && taken.size() - before < wanted
          && lastChance.mayTake(row.id(), row.died())) {
        taken.add(row);
        passed.add(row.id());
      } else {
        free = false;
        left.add(row);
      }
    }
    if (taken.size() > before) {
      turns.add(ofConnection.get(0).lane());
    }
  }
}
