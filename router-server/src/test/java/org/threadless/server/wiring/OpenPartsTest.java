package org.threadless.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class OpenPartsTest {

  private final Logger log = (Logger) LoggerFactory.getLogger(OpenParts.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final OpenParts parts = new OpenParts();

  @BeforeEach
  void listen() {
    lines.start();
    log.setLevel(Level.WARN);
    log.addAppender(lines);
  }

  @AfterEach
  void listenNoMore() {
    log.detachAppender(lines);
    log.setLevel(null);
  }

  @Test
  void whyOneDoesNotCloseIsSaidInWordsWhereItIsNoMistakeInAProgram() {
    parts.add(
        "the modem",
        () -> {
          throw new IOException("it hangs");
        });
    parts.add(
        "the socket",
        () -> {
          throw new AccessDeniedException("/srv/data/router.control");
        });
    parts.add(
        "the plugin",
        () -> {
          throw new IllegalStateException("was closed before");
        });

    parts.close();

    assertThat(lines.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            "the plugin did not close: java.lang.IllegalStateException: was closed before",
            "the socket did not close: /srv/data/router.control: this user, "
                + System.getProperty("user.name")
                + ", may not do that",
            "the modem did not close: it hangs");
  }
}
