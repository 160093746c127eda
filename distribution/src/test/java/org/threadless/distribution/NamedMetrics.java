package org.threadless.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the files of {@code monitoring} ask for.
 *
 * @param folder that folder
 */
record NamedMetrics(Path folder) {

  private static final Pattern METRIC =
      Pattern.compile("\\b(?:threadless|jvm|jetty|process|system)_[a-z_]+");
  private static final Pattern SELECTOR = Pattern.compile(METRIC + "(?:\\{[^}]*\\})?");
  private static final Pattern IN_DASHBOARD =
      Pattern.compile("\"expr\": \"((?:[^\"\\\\]|\\\\.)*)\",\\s*\"legendFormat\": \"([^\"]*)\"");
  private static final Pattern ALERT = Pattern.compile("- alert: (\\w+)");
  private static final Pattern LABEL = Pattern.compile("\\{\\{(\\w+)}}");

  /**
   * What a panel of the dashboard asks Prometheus.
   *
   * @param expression what it asks
   * @param labels those that its legend names
   */
  record Question(String expression, List<String> labels) {}

  /** Returns the names of all metrics that they name. */
  Set<String> names() throws IOException {
    return METRIC
        .matcher(Files.readString(rules()) + String.join("\n", expressions()))
        .results()
        .map(found -> found.group())
        .collect(Collectors.toSet());
  }

  /** Returns what the dashboard asks Prometheus. */
  List<Question> questions() throws IOException {
    Matcher found =
        IN_DASHBOARD.matcher(Files.readString(folder.resolve("grafana-dashboard.json")));
    return found
        .results()
        .map(each -> new Question(expression(each.group(1)), labels(each.group(2))))
        .toList();
  }

  private static String expression(String quoted) {
    return quoted
        .replace("\\\"", "\"")
        .replaceAll("\\$(backend|instance)", ".*")
        .replace("$__rate_interval", "5m");
  }

  private static List<String> labels(String legend) {
    return LABEL.matcher(legend).results().map(found -> found.group(1)).toList();
  }

  /** Returns the metrics with the labels that are asked for. */
  Set<String> selectors() throws IOException {
    String text =
        Files.readString(rules()).replaceAll("#.*|summary:.*", "")
            + String.join("\n", expressions());
    return SELECTOR.matcher(text).results().map(found -> found.group()).collect(Collectors.toSet());
  }

  /** Returns the names of the alerts. */
  Set<String> alerts() throws IOException {
    return ALERT
        .matcher(Files.readString(rules()))
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toSet());
  }

  private List<String> expressions() throws IOException {
    return questions().stream().map(Question::expression).toList();
  }

  Path rules() {
    return folder.resolve("alerts.yml");
  }
}
