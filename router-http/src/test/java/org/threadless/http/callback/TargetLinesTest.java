package org.threadless.http.callback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class TargetLinesTest {

  private final Logger logger = (Logger) LoggerFactory.getLogger(TargetLines.class);
  private final ListAppender<ILoggingEvent> written = new ListAppender<>();
  private Level level;
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final TargetLines lines = new TargetLines(() -> now);

  @BeforeEach
  void listen() {
    level = logger.getLevel();
    logger.setLevel(Level.INFO);
    written.start();
    logger.addAppender(written);
  }

  @AfterEach
  void close() {
    logger.detachAppender(written);
    logger.setLevel(level);
  }

  private List<String> written() {
    return written.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  @Test
  void ofManyTargetsThatAreDeadOneLineAMinuteIsWritten() {
    for (int port = 10_000; port < 11_000; port++) {
      lines.isTriedAgain("by-message http://127.0.0.1:" + port, "24h", "refused");
    }
    now = now.plusSeconds(60);
    lines.isTriedAgain("by-message http://127.0.0.1:9", "24h", "refused");

    String tried = ": could not be told, and is tried again for 24h: refused";
    assertThat(written())
        .containsExactly(
            "callback by-message http://127.0.0.1:10000" + tried,
            "callback by-message http://127.0.0.1:9"
                + tried
                + ", and 999 more since the last such line");
  }

  @Test
  void oneThatIsToldAgainIsWrittenOfWhereOthersFail() {
    lines.isTriedAgain("by-message http://127.0.0.1:9", "24h", "refused");
    lines.isToldAgain("by-message https://example.org");

    assertThat(written()).endsWith("callback by-message https://example.org: is told again");
  }

  @Test
  void whatIsGivenUpIsCountedWhereItIsAnything() {
    lines.areGivenUp("by-message", 0, "24h");
    lines.areGivenUp("by-message", 7, "24h");

    assertThat(written())
        .containsExactly(
            "callback by-message: 7 events could not be told within 24h, and will not be");
  }
}
