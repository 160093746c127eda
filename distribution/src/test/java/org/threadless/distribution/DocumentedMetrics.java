package org.threadless.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the document about metrics has in its tables.
 *
 * @param file that document
 */
record DocumentedMetrics(Path file) {

  private static final Pattern FIRST_CELL = Pattern.compile("(?m)^\\|([^|]*)\\|");
  private static final Pattern METRIC = Pattern.compile("`(threadless)?(_[a-z_]+)`");
  private static final Pattern ALERT = Pattern.compile("`([A-Z][A-Za-z]+)`");

  /** Returns the metrics that are named as a whole. */
  Set<String> whole() throws IOException {
    return cells().stream()
        .flatMap(cell -> METRIC.matcher(cell).results())
        .filter(found -> found.group(1) != null)
        .map(found -> found.group(1) + found.group(2))
        .collect(Collectors.toSet());
  }

  /** Returns these, and those that are named by their end alone. */
  Set<String> all() throws IOException {
    return cells().stream().flatMap(cell -> all(cell).stream()).collect(Collectors.toSet());
  }

  // `threadless_places_taken`, `_max`: the end stands behind the name before, or for its end.
  private static Set<String> all(String cell) {
    Set<String> metrics = new HashSet<>();
    String whole = "";
    for (MatchResult found : METRIC.matcher(cell).results().toList()) {
      if (found.group(1) == null) {
        metrics.add(whole + found.group(2));
        metrics.add(whole.replaceFirst("_[a-z]+$", found.group(2)));
      } else {
        whole = found.group(1) + found.group(2);
        metrics.add(whole);
      }
    }
    return metrics;
  }

  /** Returns the names of the alerts. */
  Set<String> alerts() throws IOException {
    return cells().stream()
        .flatMap(cell -> ALERT.matcher(cell).results())
        .map(found -> found.group(1))
        .collect(Collectors.toSet());
  }

  private List<String> cells() throws IOException {
    return FIRST_CELL
        .matcher(Files.readString(file))
        .results()
        .map(found -> found.group(1))
        .toList();
  }
}
