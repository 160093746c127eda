package org.threadless.router.engine.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.threadless.router.CapturedWarnings;
import org.threadless.router.app.AppName;
import org.threadless.router.app.Phase;
import org.threadless.router.message.BackendName;

class SlowCallsTest {

  private static final UUID MESSAGE = new UUID(0, 7);

  private final AtomicLong now = new AtomicLong();
  private final Calls calls = new Calls();
  private final SlowCalls slow = new SlowCalls(calls, Duration.ofSeconds(10), now::get);
  private final CapturedWarnings log = new CapturedWarnings(SlowCalls.class);

  @AfterEach
  void stop() {
    log.close();
    slow.close();
  }

  @Test
  void anAppThatTakesLongIsNamedWithWhereItIs() {
    try (Calls.OfThread thread = calls.begin()) {
      thread.enter(handle("sluggish"));
      slow.look();
      pass(Duration.ofSeconds(10));
    }

    assertThat(log.lines())
        .containsExactly(
            "app sluggish in handle, message " + MESSAGE + " has not returned for 10 s");
    assertThat(log.traces().get(0))
        .contains("thread " + Thread.currentThread().getName())
        .contains("anAppThatTakesLongIsNamedWithWhereItIs");
  }

  @Test
  void itIsNamedOnceForEachCall() {
    try (Calls.OfThread thread = calls.begin()) {
      thread.enter(handle("sluggish"));
      slow.look();
      pass(Duration.ofSeconds(10));
      pass(Duration.ofSeconds(10));
      assertThat(log.lines()).hasSize(1);

      thread.enter(handle("sluggish"));
      slow.look();
      pass(Duration.ofSeconds(10));
    }

    assertThat(log.lines()).hasSize(2);
  }

  @Test
  void manyShortCallsAreNoLongOne() {
    try (Calls.OfThread thread = calls.begin()) {
      for (int i = 0; i < 20; i++) {
        thread.enter(handle("quick"));
        slow.look();
        pass(Duration.ofSeconds(9));
        thread.leave();
      }
      pass(Duration.ofSeconds(100));
    }

    assertThat(log.lines()).isEmpty();
  }

  @Test
  void aBackendMayTakeLongerThanAnApp() {
    try (Calls.OfThread thread = calls.begin()) {
      thread.enter(new Calls.Call(null, new BackendName("gateway"), "send", MESSAGE));
      slow.look();
      pass(Duration.ofSeconds(59));
      assertThat(log.lines()).isEmpty();
      pass(Duration.ofSeconds(1));
    }

    assertThat(log.lines())
        .containsExactly(
            "backend gateway in send, message " + MESSAGE + " has not returned for 60 s");
  }

  private static Calls.Call handle(String app) {
    return new Calls.Call(new AppName(app), null, Phase.HANDLE, MESSAGE);
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
    slow.look();
  }
}
