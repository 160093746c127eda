package org.threadless.distribution.debian;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a unit says of its service; enough of it to start that by hand.
 *
 * @param lines those of the file that set something
 */
record SystemdUnit(List<String> lines) {

  static SystemdUnit read(Path file) throws IOException {
    return new SystemdUnit(
        Files.readAllLines(file).stream().filter(line -> line.matches("[A-Za-z]+=.*")).toList());
  }

  /** Returns what is set, the last time. */
  String value(String key) {
    return lines.stream()
        .filter(line -> line.startsWith(key + "="))
        .reduce((first, second) -> second)
        .map(line -> line.substring(key.length() + 1))
        .orElseThrow(() -> new AssertionError("the unit has no " + key));
  }

  /** Returns the command of the service, as its user. */
  String[] command() {
    List<String> command =
        new ArrayList<>(
            List.of(
                "setpriv",
                "--reuid=" + value("User"),
                "--regid=" + value("Group"),
                "--init-groups",
                "--inh-caps=-all",
                "--bounding-set=-all",
                "--no-new-privs"));
    command.addAll(List.of(value("ExecStart").split(" ", -1)));
    return command.toArray(String[]::new);
  }

  /** Returns its environment: what it sets, and what stands in the file that it names. */
  Map<String, String> environment(DebianRoot debian) throws IOException {
    Map<String, String> environment = new HashMap<>();
    for (String each : value("Environment").split(" ", -1)) {
      put(each, environment);
    }
    for (String line :
        Files.readAllLines(debian.file(value("EnvironmentFile").replace("-/", "/")))) {
      if (line.matches("[A-Z_]+=.*")) {
        put(line.replaceAll("[\"']", ""), environment);
      }
    }
    return environment;
  }

  private static void put(String assignment, Map<String, String> environment) {
    String[] parts = assignment.split("=", 2);
    environment.put(parts[0], parts[1]);
  }
}
