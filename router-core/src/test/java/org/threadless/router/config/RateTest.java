package org.threadless.router.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateTest {

  @ParameterizedTest
  @CsvSource({"10/s, 10, PT1S", "5/m, 5, PT1M", "300/h, 300, PT1H", "100000/s, 100000, PT1S"})
  void isSoManyInATime(String text, int count, Duration per) {
    assertThat(Rate.valueOf(text)).isEqualTo(new Rate(count, per));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "10",
        "10/",
        "/s",
        "0/s",
        "-1/s",
        "1.5/s",
        "10/d",
        "10 / s",
        "100001/s",
        "٣/s"
      })
  void isNothingElse(String text) {
    assertThatThrownBy(() -> Rate.valueOf(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "must be a number from 1 to 100000 in a second, a minute or an hour, as 10/s, 5/m, 300/h");
  }

  @Test
  void hasATimeFromOneToTheNext() {
    assertThat(Rate.valueOf("5/m").interval()).isEqualTo(Duration.ofSeconds(12));
  }
}
