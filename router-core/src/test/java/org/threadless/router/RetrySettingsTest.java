package org.threadless.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.threadless.router.config.InvalidSettingException;

class RetrySettingsTest {

  private final RetrySettings retry =
      new RetrySettings(Duration.ofSeconds(1), 3.0, Duration.ofSeconds(20), Duration.ofHours(1));

  @RepeatedTest(20)
  void delaysGrowByTheFactorUpToTheLongestGiveOrTakeAFifth() {
    assertThat(retry.delay(1)).isBetween(Duration.ofMillis(800), Duration.ofMillis(1200));
    assertThat(retry.delay(2)).isBetween(Duration.ofMillis(2400), Duration.ofMillis(3600));
    assertThat(retry.delay(3)).isBetween(Duration.ofMillis(7200), Duration.ofMillis(10_800));
    assertThat(retry.delay(4)).isBetween(Duration.ofSeconds(16), Duration.ofSeconds(24));
    assertThat(retry.delay(1_000_000)).isBetween(Duration.ofSeconds(16), Duration.ofSeconds(24));
  }

  @Test
  void badValuesAreNamed() {
    assertThatThrownBy(() -> new RetrySettings(null, 0.5, null, null))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessage("factor must be from 1 to 100, and is 0.5");
    assertThatThrownBy(() -> new RetrySettings(Duration.ZERO, null, null, null))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageStartingWith("first must be longer than 0");
  }
}
