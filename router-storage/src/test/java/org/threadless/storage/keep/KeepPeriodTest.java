package org.threadless.storage.keep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeepPeriodTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @ParameterizedTest
  @CsvSource({
    "1d, 1 day, 2026-03-29T22:00:00Z",
    // An hour was left out in the night to the 29th.
    "2d, 2 days, 2026-03-28T23:00:00Z",
    "2w, 14 days, 2026-03-16T23:00:00Z",
    // February has no 31st.
    "1mo, 1 month, 2026-02-27T23:00:00Z",
    "6mo, 6 months, 2025-09-29T22:00:00Z",
    "1y, 1 year, 2025-03-30T22:00:00Z",
    "100y, 100 years, 1926-03-30T23:00:00Z"
  })
  void aPeriodGoesByTheCalendar(String text, String words, Instant before) {
    KeepPeriod period = KeepPeriod.valueOf(text);

    assertThat(period.inWords()).isEqualTo(words);
    assertThat(period.before(Instant.parse("2026-03-30T22:00:00Z"), BERLIN)).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "90", "0d", "-1d", "1.5y", "10m", "24h", "1 y", "1Y", "999999d"})
  void whatIsNoneSaysWhatOneIs(String text) {
    assertThatThrownBy(() -> KeepPeriod.valueOf(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("must be days, weeks, months or years, such as 90d, 8w, 6mo or 2y");
  }

  @Test
  void whatIsTooLongIsSaidToBe() {
    assertThatThrownBy(() -> KeepPeriod.valueOf("101y")).hasMessage("must be from 1d to 100y");
  }

  @Test
  void periodsOfDifferentUnitsAreCompared() {
    assertThat(KeepPeriod.valueOf("12mo")).isEqualByComparingTo(KeepPeriod.valueOf("1y"));
    assertThat(KeepPeriod.valueOf("90d")).isLessThan(KeepPeriod.valueOf("1y"));
    assertThat(KeepPeriod.valueOf("800d")).isGreaterThan(KeepPeriod.valueOf("2y"));
  }
}
