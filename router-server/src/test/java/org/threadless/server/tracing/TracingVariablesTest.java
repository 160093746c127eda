package org.threadless.server.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class TracingVariablesTest {

  private static boolean traces(Map<String, String> environment) {
    return new TracingVariables(environment, new Properties()).areForTraces();
  }

  @Test
  void thereAreTracesWhereAnExporterOrItsEndIsNamed() {
    assertThat(traces(Map.of("OTEL_TRACES_EXPORTER", "otlp"))).isTrue();
    assertThat(traces(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:4318"))).isTrue();
    assertThat(traces(Map.of("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "http://127.0.0.1:4318")))
        .isTrue();
    Properties properties = new Properties();
    properties.setProperty("otel.traces.exporter", "otlp");
    assertThat(new TracingVariables(Map.of(), properties).areForTraces()).isTrue();
  }

  @Test
  void thereAreNoneOtherwise() {
    assertThat(traces(Map.of())).isFalse();
    assertThat(traces(Map.of("OTEL_SERVICE_NAME", "sms", "OTEL_TRACES_EXPORTER", " "))).isFalse();
    assertThat(
            traces(
                Map.of(
                    "OTEL_TRACES_EXPORTER",
                    "none",
                    "OTEL_EXPORTER_OTLP_ENDPOINT",
                    "http://127.0.0.1:4318")))
        .isFalse();
    assertThat(traces(Map.of("OTEL_TRACES_EXPORTER", "otlp", "OTEL_SDK_DISABLED", "true")))
        .isFalse();
  }
}
