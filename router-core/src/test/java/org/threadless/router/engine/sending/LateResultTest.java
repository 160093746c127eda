package org.threadless.router.engine.sending;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.threadless.router.backend.SendResult;

class LateResultTest {

  @Test
  void aResultThatNeverComesIsAFailureInTheEnd() {
    LateResult result =
        LateResult.within(Duration.ofMillis(1), new SendResult.Later(new CompletableFuture<>()));

    assertThat(result.await()).isInstanceOf(SendResult.Unanswered.class);
  }
}
