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
      Pattern.compile("\"expr\": \"((?:[^\"\\\\]|\\\\.)*)\"");

  /** Returns the names of all metrics that they name. */
  Set<String> names() throws IOException {
    return METRIC
        .matcher(Files.readString(rules()) + String.join("\n", questions()))
        .results()
        .map(found -> found.group())
        .collect(Collectors.toSet());
  }

  /** Returns what the dashboard asks Prometheus. */
  List<String> questions() throws IOException {
    Matcher found =
        IN_DASHBOARD.matcher(Files.readString(folder.resolve("grafana-dashboard.json")));
    return found
        .results()
        .map(each -> each.group(1).replace("\\\"", "\""))
        .map(each -> each.replaceAll("\\$(backend|instance)", ".*"))
        .map(each -> each.replace("$__rate_interval", "1m"))
        .toList();
  }

  /** Returns the metrics with the labels that are asked for. */
  Set<String> selectors() throws IOException {
    String text =
        Files.readString(rules()).replaceAll("#.*|summary:.*", "") + String.join("\n", questions());
    return SELECTOR.matcher(text).results().map(found -> found.group()).collect(Collectors.toSet());
  }

  Path rules() {
    return folder.resolve("alerts.yml");
  }
}
