package org.threadless.benchmarks.result;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;

/** What was measured, in the order it was first seen; each value as often as there were rounds. */
public final class Results {

  private final Map<String, List<Double>> samples = new LinkedHashMap<>();
  private final Map<String, String> units = new LinkedHashMap<>();
  private final Map<String, String> baselines = new LinkedHashMap<>();
  private final List<String> remarks = new ArrayList<>();

  /** Adds a value. */
  public synchronized void add(String what, double value, String unit) {
    samples.computeIfAbsent(what, key -> new ArrayList<>()).add(value);
    units.put(what, unit);
    System.err.printf(Locale.ROOT, "%s: %s %s%n", what, number(value), unit);
  }

  /** Adds a value that is to be held against another one of the same run. */
  public synchronized void add(String what, double value, String unit, String baseline) {
    baselines.put(what, baseline);
    add(what, value, unit);
  }

  /** Adds a sentence: what could not be measured, and why. */
  public synchronized void remark(String sentence) {
    if (!remarks.contains(sentence)) {
      remarks.add(sentence);
      System.err.println(sentence);
    }
  }

  /** Returns the median of a value, 0 where it was not measured. */
  synchronized double median(String what) {
    List<Double> sorted = samples.getOrDefault(what, List.of(0.0)).stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  private double least(String what) {
    return samples.get(what).stream().mapToDouble(Double::doubleValue).min().orElseThrow();
  }

  private double most(String what) {
    return samples.get(what).stream().mapToDouble(Double::doubleValue).max().orElseThrow();
  }

  /** Returns a table in Markdown. */
  public synchronized String table() {
    StringBuilder text = new StringBuilder("| what | median | least to most | ratio |\n");
    text.append("|---|---:|---:|---|\n");
    for (String what : samples.keySet()) {
      text.append("| ").append(what);
      text.append(" | ").append(number(median(what))).append(' ').append(units.get(what));
      text.append(" | ").append(number(least(what))).append(" to ").append(number(most(what)));
      text.append(" | ").append(ratio(what)).append(" |\n");
    }
    remarks.forEach(remark -> text.append('\n').append(remark).append('\n'));
    return text.toString();
  }

  private String ratio(String what) {
    String baseline = baselines.get(what);
    if (baseline == null || median(baseline) == 0) {
      return "";
    }
    return String.format(Locale.ROOT, "%.2f of ", median(what) / median(baseline)) + baseline;
  }

  /** Returns all of it as JSON. */
  public synchronized String json(Map<String, String> machine) {
    List<Map<String, Object>> values = new ArrayList<>();
    for (Map.Entry<String, List<Double>> entry : samples.entrySet()) {
      Map<String, Object> value = new LinkedHashMap<>();
      value.put("what", entry.getKey());
      value.put("unit", Objects.requireNonNull(units.get(entry.getKey())));
      value.put("median", median(entry.getKey()));
      value.put("samples", entry.getValue());
      String baseline = baselines.get(entry.getKey());
      if (baseline != null) {
        value.put("baseline", baseline);
        value.put("ratio", median(entry.getKey()) / median(baseline));
      }
      values.add(value);
    }
    return JsonMapper.builder()
        .build()
        .writerWithDefaultPrettyPrinter()
        .writeValueAsString(
            Map.of("machine", machine, "results", values, "remarks", List.copyOf(remarks)));
  }

  private static String number(double value) {
    return value >= 100
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, "%.2f", value);
  }
}
