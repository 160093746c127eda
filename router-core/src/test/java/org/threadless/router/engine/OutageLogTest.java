package org.threadless.router.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.threadless.router.app.Phase;
import org.threadless.router.backend.SendResult;
import org.threadless.router.engine.sending.Outage;
import org.threadless.router.engine.sending.Outages;
import org.threadless.router.engine.store.Deaths;
import org.threadless.router.engine.store.DueWork;
import org.threadless.router.engine.store.WaitingMessage;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.ReceivedMessage;

class OutageLogTest {

  private final Fixture router = new Fixture();
  private final Logger logger = (Logger) LoggerFactory.getLogger(Outages.class);
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
  }

  private void failTwentyTimes() {
    router.app("echo").on(Phase.HANDLE, message -> message.respond(message.text()) != null);
    router.publicBackend =
        message -> SendResult.retry("no answer of http://u:hunter2@a.example/send?key=hunter2");
    for (int i = 0; i < 20; i++) {
      router.incoming(ReceivedMessage.of(Connection.of("public", "phone-" + i), "hello"));
    }
  }

  @Test
  void theNodeThatSawItKnowsWhyABackendIsDownSinceWhenAndWhenItIsTriedAgain() {
    Instant before = Instant.now();

    failTwentyTimes();

    assertThat(outages())
        .singleElement()
        .satisfies(
            outage -> {
              assertThat(outage.backend()).hasToString("public");
              assertThat(outage.reason())
                  .contains("no answer of http://***@a.example/send?key=***");
              assertThat(outage.since().orElseThrow()).isBetween(before, Instant.now());
              assertThat(outage.next().orElseThrow()).isAfter(before);
            });
  }

  @Test
  void aProbeThatFailsTellsTheLastReason() {
    failTwentyTimes();
    Outage first = outages().get(0);
    router.publicBackend = message -> SendResult.retry("no route");
    router.store.backlog.waiting.add(
        new WaitingMessage(
            router.store.backlog.postponed.get(0).message(),
            1,
            0,
            Deaths.none(),
            OptionalInt.empty()));

    Optional<Instant> next = router.store.backlog.probe(router.get(DueWork.class), 1);

    Outage last = outages().get(0);
    assertThat(last.reason()).contains("no route");
    assertThat(last.since()).isEqualTo(first.since());
    assertThat(last.next()).isEqualTo(next).isNotEqualTo(first.next());
  }

  @Test
  void aNodeThatHasNotSeenItKnowsOnlyThatABackendIsDown() {
    BackendName backend = new BackendName("public");
    router.store.backlog.suspended.add(backend);

    assertThat(outages())
        .containsExactly(new Outage(backend, Optional.empty(), Optional.empty(), Optional.empty()));
  }

  @Test
  void aBackendThatIsUpAgainIsForgotten() {
    failTwentyTimes();

    router.store.backlog.suspended.clear();
    assertThat(outages()).isEmpty();

    router.store.backlog.suspended.add(new BackendName("public"));
    assertThat(outages().get(0).reason()).isEmpty();
  }

  private List<Outage> outages() {
    return router.get(Outage.Source.class).now();
  }

  @Test
  void whyABackendIsDownIsSaidOnceAndSecretsAreNot() {
    failTwentyTimes();

    assertThat(events.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            "backend public is down, and its messages wait until a probe is answered;"
                + " the last failure: no answer of http://***@a.example/send?key=***");
  }
}
