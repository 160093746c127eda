package org.threadless.router.engine.sending;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.threadless.router.backend.SendResult;
import org.threadless.router.message.Connection;
import org.threadless.router.message.OutgoingMessage;

class LateResultTest {

  @Test
  void aResultThatNeverComesIsAFailureInTheEnd() {
    OutgoingMessage message =
        new OutgoingMessage(
            UUID.randomUUID(), Connection.of("a", "1"), "hello", Optional.empty(), Instant.EPOCH);
    LateResult result =
        LateResult.within(
            Duration.ofMillis(1), new SendResult.Later(new CompletableFuture<>()), message);

    assertThat(result.await()).isInstanceOf(SendResult.Unanswered.class);
  }
}
