package org.threadless.handler.kafka.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PartitionProgressTest {

  private static final long SINCE = 1_000;

  private final PartitionProgress progress = new PartitionProgress();

  @Test
  void onlyWhatIsBelowTheLowestUnfinishedIsCommitted() {
    PartitionProgress.Slot first = began(10);
    PartitionProgress.Slot second = began(11);
    PartitionProgress.Slot third = began(15);

    progress.finish(second);
    assertThat(progress.toCommit()).isEmpty();
    progress.finish(first);
    assertThat(progress.toCommit()).hasValue(12);
    progress.committed(12);
    assertThat(progress.toCommit()).isEmpty();
    progress.finish(third);
    assertThat(progress.toCommit()).hasValue(16);
  }

  @Test
  void nothingIsToBeCommittedBeforeAnythingIsDone() {
    assertThat(progress.toCommit()).isEmpty();
    PartitionProgress.Slot first = began(10);
    progress.putOff();

    assertThat(progress.toCommit()).isEmpty();
    assertThat(progress.unfinished()).isEqualTo(1);
    assertThat(progress.begin()).isTrue();
    progress.finish(first);
    assertThat(progress.unfinished()).isZero();
  }

  @Test
  void itIsFullWhereItIsFarAheadOfWhatKafkaKnows() {
    for (int i = 0; i < PartitionProgress.WINDOW; i++) {
      assertThat(progress.isFull()).isFalse();
      progress.finish(began(i));
    }
    assertThat(progress.isFull()).as("all is done, and Kafka does not know").isTrue();

    progress.committed(500);
    assertThat(progress.isFull()).isFalse();
  }

  @Test
  void onlyTheFirstMayHaveBeenRoutedByWhoeverHadThePartitionBefore() {
    progress.add(1_000, SINCE);

    assertThat(progress.isPerhapsRouted(1_000)).isTrue();
    assertThat(progress.isPerhapsRouted(1_000 + PartitionProgress.WINDOW)).isTrue();
    assertThat(progress.isPerhapsRouted(10_000)).isFalse();
  }

  @Test
  void nothingIsBegunOfAPartitionThatIsAnotherNodes() throws Exception {
    PartitionProgress.Slot first = began(1);
    progress.add(2, SINCE);
    progress.revoke();

    assertThat(progress.begin()).isFalse();
    assertThat(progress.awaitIdle(System.nanoTime())).as("the first is being routed").isFalse();
    progress.finish(first);
    assertThat(progress.awaitIdle(System.nanoTime() + TimeUnit.SECONDS.toNanos(1))).isTrue();
    assertThat(progress.toCommit()).hasValue(2);
  }

  @Test
  void theOldestIsTheFirstThatIsNotDone() {
    assertThat(progress.oldest()).isEmpty();
    PartitionProgress.Slot first = progress.add(1, 1_000);
    PartitionProgress.Slot second = progress.add(2, 2_000);
    progress.begin();
    progress.begin();

    progress.finish(second);
    assertThat(progress.oldest()).hasValue(1_000);
    progress.finish(first);
    assertThat(progress.oldest()).isEmpty();
  }

  private PartitionProgress.Slot began(long offset) {
    PartitionProgress.Slot slot = progress.add(offset, SINCE);
    assertThat(progress.begin()).isTrue();
    return slot;
  }
}
