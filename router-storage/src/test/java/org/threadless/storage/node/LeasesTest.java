package org.threadless.storage.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.threadless.router.message.MessageIds;

/** What others are told to look from is never younger than what this node has in hand. */
class LeasesTest {

  private Instant now = Instant.parse("2026-10-25T00:30:00Z");
  private final MessageIds ids = new MessageIds(() -> now);
  private final Leases leases = new Leases(() -> now);

  @ParameterizedTest
  @ValueSource(strings = {"PT1H", "-PT1H", "P1D", "-P1D"})
  void whateverTheClockDoesWhatIsInHandIsLookedFor(Duration jump) {
    UUID before = ids.next();
    assertThat(leases.take(before)).isFalse();
    now = now.plus(jump);

    assertThat(leases.oldest()).isLessThanOrEqualTo(before);

    UUID after = ids.next();
    assertThat(leases.take(after)).as("is too old to be found").isFalse();
    leases.end(before);
    assertThat(leases.oldest()).isLessThanOrEqualTo(after);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT2M", "PT1H", "P1D"})
  void aMessageThatWasMadeLongBeforeItIsTakenIsToldOf(Duration jump) {
    UUID made = ids.next();
    now = now.plus(jump);
    assertThat(leases.oldest()).isGreaterThan(made);

    assertThat(leases.take(made)).isTrue();

    assertThat(leases.oldest()).isEqualTo(made);
    assertThat(leases.take(ids.next())).isFalse();
  }

  @Test
  void beforeOthersWereToldAnythingNothingIsTooOld() {
    assertThat(leases.take(new MessageIds(() -> Instant.EPOCH).next())).isFalse();
  }
}
