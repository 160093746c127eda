package org.threadless.backend.http.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.threadless.router.config.OneOrMore;

class TimeSettingsTest {

  @ParameterizedTest
  @CsvSource({
    "iso, 2017-05-03T06:04:45Z, 2017-05-03T06:04:45Z",
    "iso, 2017-05-03 06:04:45, 2017-05-03T06:04:45Z",
    "iso, 2018-07-13T13:57:23.741000, 2018-07-13T13:57:23.741Z",
    "iso, 2019-11-09T16:00:00.000+0000, 2019-11-09T16:00:00Z",
    "iso, 2024-06-22T15:46:11.000+07:00, 2024-06-22T08:46:11Z",
    "iso, 2024-06-22T15:46:11+07, 2024-06-22T08:46:11Z",
    "seconds, 1382140800, 2013-10-19T00:00:00Z",
    "seconds, 1382140800.5, 2013-10-19T00:00:00.500Z",
    "millis, 1382140800500, 2013-10-19T00:00:00.500Z",
    "yyMMddHHmm, 2601311530, 2026-01-31T15:30:00Z",
    "dd MMM yyyy HH:mm:ss Z, 31 Jan 2026 15:30:00 +0100, 2026-01-31T14:30:00Z"
  })
  void aTimeIsReadAsItIsWritten(String as, String written, Instant time) {
    assertThat(time(as).read(written)).contains(time);
  }

  @ParameterizedTest
  @CsvSource({
    "iso, yesterday",
    "iso, 2017-05-03",
    "iso, 2017-13-03T06:04:45Z",
    "iso, 1969-12-31T23:59:59Z",
    "seconds, x",
    "seconds, -1",
    "seconds, 1e999999999",
    "seconds, 1e-999999999",
    "seconds, 999999999999",
    "millis, 1382140800500000000000000",
    "yyMMddHHmm, 2613311530"
  })
  void whatIsNoTimeIsNone(String as, String written) {
    assertThat(time(as).read(written)).isEmpty();
  }

  private static TimeSettings time(String as) {
    return new TimeSettings(OneOrMore.of(ValuePath.valueOf("at")), as);
  }
}
