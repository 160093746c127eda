package org.threadless.router.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What strangers cause is told of once a minute, and counted. */
class OneLineAMinuteTest {

  private final List<String> written = new ArrayList<>();
  private Instant now = Instant.EPOCH;
  private final OneLineAMinute lines = new OneLineAMinute(() -> now);

  @Test
  void theFirstIsWrittenAtOnceAndTheNextAfterAMinuteSaysHowManyWereLeftOut() {
    write("a", "b", "c");
    assertThat(written).containsExactly("a");

    now = now.plus(Duration.ofMinutes(1));
    write("d", "e");
    assertThat(written).containsExactly("a", "d, and 2 more since the last such line");
  }

  @Test
  void whereNothingWasLeftOutNothingIsSaidOfIt() {
    write("a");
    now = now.plus(Duration.ofMinutes(1));
    write("b");

    assertThat(written).containsExactly("a", "b");
  }

  private void write(String... all) {
    for (String each : all) {
      lines.write(more -> written.add(each + more));
    }
  }
}
