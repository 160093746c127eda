package org.threadless.server.tracing;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * What OpenTelemetry reads, as far as it says whether there are to be traces. System properties are
 * read like it does: {@code otel.traces.exporter} for {@code OTEL_TRACES_EXPORTER}.
 */
record TracingVariables(Map<String, String> environment, Properties properties) {

  private static final String EXPORTER = "OTEL_TRACES_EXPORTER";

  /** Returns whether an exporter of traces is named, or where one is to send to. */
  boolean areForTraces() {
    if (value("OTEL_SDK_DISABLED").filter("true"::equalsIgnoreCase).isPresent()) {
      return false;
    }
    return value(EXPORTER)
        .map(named -> !named.equalsIgnoreCase("none"))
        .orElseGet(
            () ->
                Stream.of("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT")
                    .anyMatch(name -> value(name).isPresent()));
  }

  private Optional<String> value(String name) {
    String property = name.toLowerCase(Locale.ROOT).replace('_', '.');
    return Optional.ofNullable(properties.getProperty(property, environment.get(name)))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }
}
