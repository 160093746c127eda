package org.threadless.router.engine.rate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.threadless.router.config.Rate;

class BucketTest {

  private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

  @ParameterizedTest
  @ValueSource(ints = {10, 37, 100, 1000, 4999})
  void whoeverComesALittleLateEachTimeStillGetsTheRateAndNoSecondGetsAFifthMore(int count) {
    Bucket bucket = Bucket.even(new Rate(count, Duration.ofSeconds(1)));
    Random random = new Random(count);
    Instant now = START;
    Instant next = null;
    List<Instant> given = new ArrayList<>();
    while (now.isBefore(START.plusSeconds(60))) {
      int free = bucket.free(next, now);
      for (int i = 0; i < free; i++) {
        given.add(now);
      }
      next = bucket.take(next, now, free);
      Instant soonest = now.plusMillis(50);
      now = (next.isAfter(soonest) ? next : soonest).plusMillis(random.nextInt(20));
    }

    assertThat(given.size()).isBetween(count * 60 * 95 / 100, count * 60 * 101 / 100);
    assertThat(mostInASecond(given)).isLessThanOrEqualTo(count * 12 / 10);
  }

  private static int mostInASecond(List<Instant> given) {
    int most = 0;
    int first = 0;
    for (int last = 0; last < given.size(); last++) {
      while (!given.get(first).plusSeconds(1).isAfter(given.get(last))) {
        first++;
      }
      most = Math.max(most, last - first + 1);
    }
    return most;
  }

  @Test
  void aFullOneGivesAtOnceWhatItsRateNamesAndThenOneByOne() {
    Bucket bucket = Bucket.full(Rate.valueOf("5/m"));
    assertThat(bucket.free(null, START)).isEqualTo(5);

    Instant next = bucket.take(null, START, 5);

    assertThat(bucket.free(next, START)).isZero();
    assertThat(next).isEqualTo(START.plusSeconds(12));
    assertThat(bucket.free(next, START.plusSeconds(12))).isEqualTo(1);
    assertThat(bucket.free(next, START.plusSeconds(3600))).isEqualTo(5);
  }

  @Test
  void aClockThatIsSetBackStopsNothing() {
    Bucket bucket = Bucket.even(Rate.valueOf("1/m"));
    Instant next = bucket.take(null, START, 1);

    assertThat(bucket.free(next, START)).isZero();
    assertThat(bucket.free(next, START.minus(Duration.ofDays(1)))).isEqualTo(1);
  }
}
