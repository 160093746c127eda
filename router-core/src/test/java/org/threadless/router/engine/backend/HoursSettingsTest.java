package org.threadless.router.engine.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.threadless.router.config.InvalidSettingException;
import org.threadless.router.engine.backend.HoursSettings.Day;

class HoursSettingsTest {

  @ParameterizedTest
  @CsvSource({
    // Nairobi is three hours ahead.
    "2026-06-01T04:59:59Z, 2026-06-01T05:00:00Z",
    "2026-06-01T05:00:00Z, ",
    "2026-06-01T16:59:59Z, ",
    "2026-06-01T17:00:00Z, 2026-06-02T05:00:00Z",
    "2026-06-01T23:30:00Z, 2026-06-02T05:00:00Z"
  })
  void theyBeginAndEndByTheClocksOfTheZone(Instant now, Instant opening) {
    assertThat(hours("08:00", "20:00", "Africa/Nairobi").opening(now))
        .isEqualTo(Optional.ofNullable(opening));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-06-01T05:59:59Z, ",
    "2026-06-01T06:00:00Z, 2026-06-01T20:00:00Z",
    "2026-06-01T19:59:59Z, 2026-06-01T20:00:00Z",
    "2026-06-01T20:00:00Z, ",
    "2026-06-01T23:59:59Z, ",
    "2026-06-02T00:00:00Z, "
  })
  void theyMayGoOverMidnight(Instant now, Instant opening) {
    assertThat(hours("20:00", "06:00", "UTC").opening(now)).isEqualTo(Optional.ofNullable(opening));
  }

  @ParameterizedTest
  @CsvSource({
    // A Friday, and the night after it.
    "2026-06-05T21:00:00Z, ",
    "2026-06-06T05:59:59Z, ",
    "2026-06-06T06:00:00Z, 2026-06-08T20:00:00Z",
    "2026-06-06T21:00:00Z, 2026-06-08T20:00:00Z"
  })
  void theDaysAreThoseOnWhichTheyBegin(Instant now, Instant opening) {
    HoursSettings hours =
        new HoursSettings(
            LocalTime.of(20, 0),
            LocalTime.of(6, 0),
            ZoneId.of("UTC"),
            List.of(Day.MON, Day.TUE, Day.WED, Day.THU, Day.FRI));

    assertThat(hours.opening(now)).isEqualTo(Optional.ofNullable(opening));
  }

  @ParameterizedTest
  @CsvSource({
    // Berlin's clocks are put forward on 29 March 2026 at 01:00Z, and back on 25 October at 01:00Z.
    "08:00, 20:00, 2026-03-28T20:00, 2026-03-29T06:00:00Z",
    "08:00, 20:00, 2026-10-24T21:00, 2026-10-25T07:00:00Z",
    // 02:30 is skipped: it is over at 03:00, which is 01:00Z.
    "02:30, 20:00, 2026-03-29T01:59, 2026-03-29T01:00:00Z",
    // 02:30 comes twice: the first counts, which is 00:30Z.
    "02:30, 20:00, 2026-10-25T01:00, 2026-10-25T00:30:00Z",
    // All of it is skipped.
    "02:15, 02:45, 2026-03-29T00:00, 2026-03-30T00:15:00Z"
  })
  void theyFollowTheClocksForwardAndBack(
      LocalTime from, LocalTime to, LocalDateTime now, Instant opening) {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    HoursSettings hours = new HoursSettings(from, to, berlin, null);

    assertThat(hours.opening(now.atZone(berlin).toInstant())).contains(opening);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-29T03:59:59Z, ",
    "2026-03-29T04:00:00Z, 2026-03-29T18:00:00Z",
    "2026-10-25T04:59:59Z, ",
    "2026-10-25T05:00:00Z, 2026-10-25T19:00:00Z"
  })
  void aNightThatIsAnHourShorterOrLongerEndsByTheClock(Instant now, Instant opening) {
    assertThat(hours("20:00", "06:00", "Europe/Berlin").opening(now))
        .isEqualTo(Optional.ofNullable(opening));
  }

  @Test
  void whenTheyBeginIsSaidAsItIsThere() {
    HoursSettings hours = hours("08:00", "20:00", "Africa/Nairobi");
    Instant opening = Instant.parse("2026-06-03T05:00:00Z");

    assertThat(hours.text(opening, Instant.parse("2026-06-02T18:00:00Z")))
        .isEqualTo("08:00 Africa/Nairobi");
    assertThat(hours.text(opening, Instant.parse("2026-06-01T18:00:00Z")))
        .isEqualTo("2026-06-03 08:00 Africa/Nairobi");
  }

  @Test
  void theyAreSaidInOneLine() {
    LocalTime eight = LocalTime.of(8, 0);
    ZoneId utc = ZoneId.of("UTC");

    assertThat(hours("08:00", "20:00", "UTC").text()).isEqualTo("08:00 to 20:00 UTC");
    assertThat(new HoursSettings(eight, LocalTime.MIDNIGHT, utc, List.of(Day.TUE, Day.MON)).text())
        .isEqualTo("08:00 to 00:00 UTC, beginning on mon, tue");
  }

  @Test
  void thoseThatAreNoneAreRefused() {
    assertThatThrownBy(() -> hours("08:00", "08:00", "UTC"))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("must be another time than from");
    assertThatThrownBy(() -> new HoursSettings(LocalTime.NOON, LocalTime.MIDNIGHT, null, List.of()))
        .hasMessageContaining("is missing");
  }

  private static HoursSettings hours(String from, String to, String zone) {
    return new HoursSettings(LocalTime.parse(from), LocalTime.parse(to), ZoneId.of(zone), null);
  }
}
