package org.threadless.http.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-01-31T15:30:00Z"));

  @ParameterizedTest
  @CsvSource({"0, 0", "120, 120", "' 5 ', 5", "-5, 0"})
  void secondsAreTakenAsTheyAreButNeverBelowZero(String value, long seconds) {
    assertThat(RetryAfter.parse(value, CLOCK)).contains(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sat, 31 Jan 2026 15:31:00 GMT",
        "Saturday, 31-Jan-26 15:31:00 GMT",
        "Sat Jan 31 15:31:00 2026"
      })
  void aDateInAnyOfTheThreeFormsOfHttpIsTakenFromNow(String value) {
    assertThat(RetryAfter.parse(value, CLOCK)).contains(Duration.ofMinutes(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Sat, 31 Jan 2026 15:29:00 GMT", "Sun, 06 Nov 1994 08:49:37 GMT"})
  void aDateThatIsOverMeansAtOnce(String value) {
    assertThat(RetryAfter.parse(value, CLOCK)).contains(Duration.ZERO);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "soon",
        "1.5",
        "5s",
        "31 Jan",
        "Sat, 31 Foo 2026 15:31:00 GMT",
        "Sat, 99 Jan 2026 15:31:00 GMT",
        "99999999999999999999999"
      })
  void anythingElseIsIgnored(String value) {
    assertThat(RetryAfter.parse(value, CLOCK)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"99999999999", "9223372036854775807"})
  void aWaitWithoutEndIsCutSoThatItsEndIsATime(String value) {
    assertThat(RetryAfter.parse(value, CLOCK)).contains(Duration.ofDays(36_500));
  }
}
