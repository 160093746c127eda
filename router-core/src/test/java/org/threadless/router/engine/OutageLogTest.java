package org.threadless.router.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.threadless.router.app.Phase;
import org.threadless.router.backend.SendResult;
import org.threadless.router.engine.sending.Outages;
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

  @Test
  void whyABackendIsDownIsSaidOnceAndSecretsAreNot() {
    router.app("echo").on(Phase.HANDLE, message -> message.respond(message.text()) != null);
    router.publicBackend =
        message -> SendResult.retry("no answer of http://u:hunter2@a.example/send?key=hunter2");

    for (int i = 0; i < 20; i++) {
      router.incoming(ReceivedMessage.of(Connection.of("public", "phone-" + i), "hello"));
    }

    assertThat(events.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            "backend public is down, and its messages wait until a probe is answered;"
                + " the last failure: no answer of http://***@a.example/send?key=***");
  }
}
