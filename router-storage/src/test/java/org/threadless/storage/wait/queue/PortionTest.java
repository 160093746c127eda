package org.threadless.storage.wait.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PortionTest {

  private static final Duration QUICK = Duration.ofMillis(20);
  private static final Duration SLOW = Duration.ofSeconds(2);

  private final Portion portion = new Portion(10);

  @Test
  void itBeginsWithAFewForEachPlace() {
    assertThat(portion.size()).isEqualTo(50).isEqualTo(portion.least());
  }

  @Test
  void itGrowsWhereAllIsBegunInAMomentUpToABound() {
    portion.begun(QUICK);
    assertThat(portion.size()).isEqualTo(100);

    for (int i = 0; i < 10; i++) {
      portion.begun(QUICK);
    }
    assertThat(portion.size()).isEqualTo(500);
  }

  @Test
  void itStaysAsItIsWhereAllIsBegunInAboutThatTime() {
    portion.begun(QUICK);
    portion.begun(Portion.MOMENT);

    assertThat(portion.size()).isEqualTo(100);
  }

  @Test
  void itShrinksWhereThatTakesLongerDownToAFewForEachPlace() {
    portion.begun(QUICK);
    portion.begun(QUICK);
    portion.begun(SLOW);
    assertThat(portion.size()).isEqualTo(100);

    portion.begun(SLOW);
    portion.begun(SLOW);
    assertThat(portion.size()).isEqualTo(50);
  }

  @Test
  void itIsAFewForEachPlaceAgainWhereItWasFarTooLarge() {
    portion.begun(QUICK);
    portion.begun(QUICK);
    portion.isTooLarge();

    assertThat(portion.size()).isEqualTo(50);
  }

  @Test
  void thousandPlacesHaveMoreThanThatBound() {
    Portion large = new Portion(1000);
    large.begun(QUICK);

    assertThat(large.size()).isEqualTo(5000);
  }
}
