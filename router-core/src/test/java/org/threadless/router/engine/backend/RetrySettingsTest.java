package org.threadless.router.engine.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.threadless.router.config.InvalidSettingException;

class RetrySettingsTest {

  private final RetrySettings retry =
      new RetrySettings(
          Duration.ofSeconds(1), 3.0, Duration.ofSeconds(20), Duration.ofHours(2), null);

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
    assertThatThrownBy(() -> new RetrySettings(null, 0.5, null, null, null))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessage("factor must be from 1 to 100, and is 0.5");
    assertThatThrownBy(() -> new RetrySettings(Duration.ZERO, null, null, null, null))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageStartingWith("first must be longer than 0");
  }

  @Test
  void aGatewayMayAskForAnHour() {
    assertThat(retry.delay(1, Optional.of(Duration.ofMinutes(50))))
        .isEqualTo(Duration.parse("PT50M"));
    assertThat(retry.delay(1, Optional.of(Duration.ofDays(365)))).isEqualTo(Duration.parse("PT1H"));
    assertThat(retry.delay(1, Optional.of(Duration.ofSeconds(Long.MAX_VALUE))))
        .isEqualTo(Duration.parse("PT1H"));
  }

  @Test
  void aGatewayMayAskForAsMuchAsWeWaitOurselves() {
    RetrySettings patient = new RetrySettings(null, null, Duration.ofHours(5), null, null);

    assertThat(patient.delay(1, Optional.of(Duration.ofDays(365))))
        .isEqualTo(Duration.parse("PT5H"));
  }

  @Test
  void aGatewayMayNotAskForMoreThanAMessageLives() {
    RetrySettings brief = new RetrySettings(null, null, null, Duration.ofMinutes(2), null);

    assertThat(brief.delay(1, Optional.of(Duration.ofDays(365)))).isEqualTo(Duration.parse("PT2M"));
  }

  @Test
  void lessThanWeWouldWaitIsNotGivenNorIsATimeBeforeNow() {
    for (Duration asked :
        List.of(Duration.ZERO, Duration.ofSeconds(-5), Duration.ofSeconds(Long.MIN_VALUE))) {
      assertThat(retry.delay(1, Optional.of(asked)))
          .isBetween(Duration.ofMillis(800), Duration.ofMillis(1200));
    }
  }

  @Test
  void aMessageThatIsPerhapsSentIsSentAgainThreeTimesUnlessOtherwiseSaid() {
    assertThat(RetrySettings.defaults().unanswered()).isEqualTo(3);
    assertThatThrownBy(() -> new RetrySettings(null, null, null, null, -1))
        .hasMessageContaining("unanswered");
    assertThat(new RetrySettings(null, null, null, null, 0).unanswered()).isZero();
  }
}
