package org.threadless.http.callback;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.threadless.http.webhook.WebhookSecret;
import org.threadless.router.config.Secret;
import org.threadless.router.engine.callback.CallbackEvent;
import org.threadless.router.engine.callback.CallbackUrls;

/** A target that nobody may ask, and that so fails at once. */
class TargetTest {

  private static final String NAME = "by-message http://example.org";
  private static final Duration REMEMBERED = Duration.ofMinutes(20);

  private final ListedCallbacks backlog = new ListedCallbacks();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final Target target =
      new Target(
          NAME,
          1,
          Duration.ofDays(365_000),
          new CallbackRequest(
              null,
              new WebhookSecret(new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")),
              CallbackUrls.NONE,
              () -> now),
          backlog,
          () -> now,
          Runnable::run,
          new TargetLines(() -> now),
          () -> {});

  private CallbackEvent add() {
    return backlog.add(NAME, Optional.of("http://example.org/"), "hello");
  }

  private int lookAndCount() {
    target.look();
    return backlog.failures().size();
  }

  @Test
  void whatFailsIsRememberedForLongerThanItIsNotTriedAgain() {
    assertThat(target.isForgettable()).isTrue();
    add();
    target.look();

    now = now.plus(REMEMBERED);
    assertThat(target.isForgettable()).isFalse();
    now = now.plusSeconds(1);
    assertThat(target.isForgettable()).isTrue();
  }

  @Test
  void whereNothingIsDueOfOneThatFailsItIsNotLookedForAgainAtOnce() {
    CallbackEvent event = add();
    for (int i = 1; i <= 5; i++) {
      assertThat(lookAndCount()).isEqualTo(i);
    }
    now = now.plusSeconds(60);
    backlog.finish(event);
    assertThat(lookAndCount()).isEqualTo(5);

    add();
    assertThat(lookAndCount()).as("it rests").isEqualTo(5);
    now = now.plusSeconds(10);
    assertThat(lookAndCount()).isEqualTo(6);
  }
}
