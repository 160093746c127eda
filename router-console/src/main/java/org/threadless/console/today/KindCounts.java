package org.threadless.console.today;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.threadless.console.call.Thousands;
import org.threadless.router.engine.statistics.HourCount;

/** How many messages there are of each kind. */
final class KindCounts {

  private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);

  void add(HourCount count) {
    counts.merge(Kind.of(count), count.messages(), Long::sum);
  }

  void addAll(KindCounts others) {
    others.counts.forEach((kind, count) -> counts.merge(kind, count, Long::sum));
  }

  long of(Kind kind) {
    return counts.getOrDefault(kind, 0L);
  }

  long total() {
    return counts.values().stream().mapToLong(each -> each).sum();
  }

  /** Returns all of them for people, in the order of the kinds. */
  List<String> shown() {
    return Arrays.stream(Kind.values()).map(kind -> Thousands.of(of(kind))).toList();
  }

  /** Returns those that there are, in words. */
  String words() {
    String some =
        Arrays.stream(Kind.values())
            .filter(kind -> of(kind) > 0)
            .map(kind -> Thousands.of(of(kind)) + " " + kind.label())
            .collect(Collectors.joining(", "));
    return some.isEmpty() ? "none" : some;
  }
}
