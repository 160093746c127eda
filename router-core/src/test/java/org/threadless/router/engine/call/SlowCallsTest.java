package org.threadless.router.engine.call;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.threadless.router.app.AppName;
import org.threadless.router.app.Phase;
import org.threadless.router.message.BackendName;

class SlowCallsTest {

  private static final UUID MESSAGE = new UUID(0, 7);

  private final AtomicLong now = new AtomicLong();
  private final Calls calls = new Calls();
  private final SlowCalls slow = new SlowCalls(calls, Duration.ofSeconds(10), now::get);
  private final Logger logger = (Logger) LoggerFactory.getLogger(SlowCalls.class);
  private final ListAppender<ILoggingEvent> events = new ListAppender<>();

  @BeforeEach
  void capture() {
    events.start();
    logger.setLevel(Level.WARN);
    logger.addAppender(events);
  }

  @AfterEach
  void stop() {
    logger.detachAppender(events);
    logger.setLevel(null);
    slow.close();
  }

  @Test
  void anAppThatTakesLongIsNamedWithWhereItIs() {
    try (Calls.OfThread thread = calls.begin()) {
      thread.enter(handle("sluggish"));
      slow.look();
      pass(Duration.ofSeconds(10));
    }

    assertThat(lines())
        .containsExactly(
            "app sluggish in handle, message " + MESSAGE + " has not returned for 10 s");
    assertThat(ThrowableProxyUtil.asString(events.list.get(0).getThrowableProxy()))
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
      assertThat(lines()).hasSize(1);

      thread.enter(handle("sluggish"));
      slow.look();
      pass(Duration.ofSeconds(10));
    }

    assertThat(lines()).hasSize(2);
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

    assertThat(lines()).isEmpty();
  }

  @Test
  void aBackendMayTakeLongerThanAnApp() {
    try (Calls.OfThread thread = calls.begin()) {
      thread.enter(new Calls.Call(null, new BackendName("gateway"), "send", MESSAGE));
      slow.look();
      pass(Duration.ofSeconds(59));
      assertThat(lines()).isEmpty();
      pass(Duration.ofSeconds(1));
    }

    assertThat(lines())
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

  private List<String> lines() {
    return events.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }
}
