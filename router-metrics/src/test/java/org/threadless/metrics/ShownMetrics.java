package org.threadless.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What was shown, in the text form.
 *
 * @param values by name and labels
 */
record ShownMetrics(Map<String, Double> values) {

  static ShownMetrics of(String text) {
    Map<String, Double> values = new TreeMap<>();
    text.lines()
        .filter(line -> !line.startsWith("#"))
        .forEach(
            line -> {
              int blank = line.lastIndexOf(' ');
              values.put(line.substring(0, blank), Double.valueOf(line.substring(blank + 1)));
            });
    return new ShownMetrics(values);
  }

  /** Returns the value of a series, which must be there. */
  double value(String series) {
    assertThat(values).containsKey(series);
    return values.get(series);
  }

  /** Returns the sum of all series of a name. */
  double sum(String name) {
    return values.entrySet().stream()
        .filter(each -> nameOf(each.getKey()).equals(name))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }

  Set<String> names() {
    return values.keySet().stream().map(ShownMetrics::nameOf).collect(Collectors.toSet());
  }

  private static String nameOf(String series) {
    return series.replaceFirst("\\{.*", "");
  }
}
