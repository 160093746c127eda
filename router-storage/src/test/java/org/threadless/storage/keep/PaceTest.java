package org.threadless.storage.keep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {

  private long now;
  private Duration busy = Duration.ZERO;
  private final Pace pace = new Pace(() -> now, () -> busy);

  @Test
  void pausesAreTheLongerTheMoreIsStoredMeanwhile() {
    assertThat(after(1, 0)).isEqualTo(Duration.ofMillis(20));
    assertThat(after(1, 0.5)).isEqualTo(Duration.ofMillis(205));
    assertThat(after(1, 1)).isEqualTo(Duration.ofMillis(390));
    assertThat(after(1, 0)).isEqualTo(Duration.ofMillis(20));
  }

  @Test
  void somethingIsDeletedEachSecondOnTheBusiestMachine() {
    now += Duration.ofSeconds(1).toNanos();
    busy = Duration.ofSeconds(1);

    assertThat(pace.pauseAfter(1, Duration.ofMillis(500))).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void soMuchIsDeletedAtOnceAsTakesAMoment() {
    int first = pace.size();
    pace.pauseAfter(first, Duration.ofMillis(2));
    pace.pauseAfter(2 * first, Duration.ofMillis(4));
    assertThat(pace.size()).isEqualTo(4 * first);

    pace.pauseAfter(4 * first, Duration.ofMillis(8));
    assertThat(pace.size()).isEqualTo(4 * first);

    pace.pauseAfter(4 * first, Duration.ofMillis(12));
    assertThat(pace.size()).isEqualTo(2 * first);
  }

  @Test
  void whereLittleWasLeftNothingIsLearnt() {
    int first = pace.size();

    pace.pauseAfter(1, Duration.ofMillis(1));

    assertThat(pace.size()).isEqualTo(first);
  }

  private Duration after(int seconds, double share) {
    now += Duration.ofSeconds(seconds).toNanos();
    busy = busy.plus(Duration.ofNanos((long) (seconds * 1e9 * share)));
    return pace.pauseAfter(1, Duration.ofMillis(10));
  }
}
