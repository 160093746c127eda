package org.threadless.metrics.meter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.engine.backlog.WaitingCount;

class StandingTest {

  private final AtomicLong time = new AtomicLong(Long.MAX_VALUE - 1000);
  private int looks;
  private Duration each = Duration.ZERO;
  private boolean away;

  private final Standing standing = new Standing(this::look, time::get);

  private List<WaitingCount> look() {
    looks++;
    time.addAndGet(each.toNanos());
    if (away) {
      throw new StoreUnavailableException("away", null);
    }
    return List.of();
  }

  private int looksAfter(Duration wait) {
    time.addAndGet(wait.toNanos());
    standing.now();
    return looks;
  }

  @Test
  void howeverManyAskTheDatabaseIsAskedEveryFewSeconds() {
    assertThat(looksAfter(Duration.ZERO)).isEqualTo(1);
    assertThat(looksAfter(Duration.ofSeconds(4))).isEqualTo(1);
    assertThat(looksAfter(Duration.ofSeconds(1))).isEqualTo(2);
  }

  @Test
  void theLongerALookTakesTheLaterIsTheNext() {
    each = Duration.ofMillis(500);
    assertThat(looksAfter(Duration.ZERO)).isEqualTo(1);
    assertThat(looksAfter(Duration.ofSeconds(24))).isEqualTo(1);
    assertThat(looksAfter(Duration.ofSeconds(1))).isEqualTo(2);
  }

  @Test
  void aDatabaseThatIsAwayIsAskedAgainSoon() {
    away = true;
    each = Duration.ofSeconds(2);
    assertThat(standing.now().known()).isFalse();

    away = false;
    assertThat(looksAfter(Duration.ofSeconds(5))).isEqualTo(2);
    assertThat(standing.now().known()).isTrue();
  }
}
