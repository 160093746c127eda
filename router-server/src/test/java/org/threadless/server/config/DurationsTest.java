package org.threadless.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.threadless.server.config.record.Durations;

class DurationsTest {

  @ParameterizedTest
  @CsvSource({
    "0s, PT0S",
    "2s, PT2S",
    "10m, PT10M",
    "72h, PT72H",
    "1d, PT24H",
    "3650d, PT87600H",
    "0.5s, PT0.5S",
    "500ms, PT0.5S"
  })
  void durationsAreReadAsPeopleWriteThem(String text, Duration expected) {
    assertThat(Durations.parse(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "5",
        "s",
        "-1s",
        "5 s",
        "5S",
        "1.5h",
        "PT5S",
        "1w",
        "99999999999999999999s",
        "99999999999999999999ms",
        "99999999999999999d",
        "99999999999d",
        "3651d",
        "87601h"
      })
  void anythingElseIsNotADuration(String text) {
    assertThatThrownBy(() -> Durations.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
