package org.threadless.backend.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Which settings each preset has, as a table for people. */
final class SettingsTable {

  private static final YAMLMapper YAML = new YAMLMapper();

  private SettingsTable() {}

  /** Returns the table in Markdown. */
  static String of(Iterable<String> presets) {
    StringBuilder table = new StringBuilder("| Preset | Needs | May have |\n| --- | --- | --- |\n");
    for (String preset : presets) {
      JsonNode settings = settings(preset);
      table.append(
          "| `%s` | %s | %s |\n"
              .formatted(
                  preset,
                  names(settings, SettingsTable::isNeeded),
                  names(settings, setting -> !isNeeded(setting))));
    }
    return table.toString();
  }

  private static JsonNode settings(String preset) {
    try (InputStream file =
        HttpGatewayPlugin.class.getResourceAsStream("presets/" + preset + ".yml")) {
      return YAML.readTree(file).path("settings");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isNeeded(JsonNode setting) {
    return !setting.path("optional").asBoolean(false) && setting.path("fallback").isMissingNode();
  }

  private static String names(JsonNode settings, Predicate<JsonNode> which) {
    String names =
        settings.properties().stream()
            .filter(each -> which.test(each.getValue()))
            .map(SettingsTable::name)
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "-" : names;
  }

  private static String name(Map.Entry<String, JsonNode> setting) {
    boolean secret = setting.getValue().path("secret").asBoolean(false);
    return "`" + setting.getKey() + "`" + (secret ? " (secret)" : "");
  }
}
