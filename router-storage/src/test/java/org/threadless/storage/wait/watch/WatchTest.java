package org.threadless.storage.wait.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.threadless.router.conversation.Direction;
import org.threadless.router.message.BackendName;

class WatchTest {

  private static final BackendName PUBLIC = new BackendName("public");

  private final Watch watch = new Watch();

  @Test
  void whileItIsInDoubtAnythingMayWaitUntilTheDatabaseIsLookedAt() {
    assertThat(watch.mayWait(PUBLIC, Direction.OUT)).isFalse();

    watch.doubt();
    watch.beginLook();
    assertThat(watch.mayWait(PUBLIC, Direction.OUT)).isTrue();

    watch.endLook(List.of(), Set.of());
    assertThat(watch.mayWait(PUBLIC, Direction.OUT)).isFalse();
  }
}
