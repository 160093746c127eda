package org.threadless.router.engine.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.threadless.router.backend.ReportResult;
import org.threadless.router.message.BackendName;

class UnknownIdsTest {

  private static final BackendName GATEWAY = new BackendName("gateway");
  private static final BackendName OTHER = new BackendName("other");

  private final Logger logger = (Logger) LoggerFactory.getLogger(UnknownIds.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  private Instant now = Instant.parse("2026-10-25T00:30:00Z");
  private final UnknownIds unknown = new UnknownIds(() -> now);

  @BeforeEach
  void read() {
    lines.start();
    logger.setLevel(Level.WARN);
    logger.addAppender(lines);
  }

  @AfterEach
  void stopReading() {
    logger.detachAppender(lines);
    logger.setLevel(null);
  }

  @Test
  void anIdMayBecomeKnownForAMinuteAndNotLater() {
    assertThat(unknown.seen("1", GATEWAY)).isEqualTo(ReportResult.NOT_YET);
    advance(Duration.ofSeconds(59));
    assertThat(unknown.seen("1", GATEWAY)).isEqualTo(ReportResult.NOT_YET);
    assertThat(told()).isEmpty();

    advance(Duration.ofSeconds(1));
    assertThat(unknown.seen("1", GATEWAY)).isEqualTo(ReportResult.UNKNOWN);
    advance(Duration.ofDays(1));
    assertThat(unknown.seen("1", GATEWAY)).isEqualTo(ReportResult.UNKNOWN);
  }

  @Test
  void theMinuteOfEachIdAndOfEachBackendIsItsOwn() {
    unknown.seen("1", GATEWAY);
    advance(Duration.ofMinutes(1));

    assertThat(unknown.seen("2", GATEWAY)).isEqualTo(ReportResult.NOT_YET);
    assertThat(unknown.seen("1", OTHER)).isEqualTo(ReportResult.NOT_YET);
    assertThat(unknown.seen("1", GATEWAY)).isEqualTo(ReportResult.UNKNOWN);
  }

  @Test
  void aBackendHasOneWarningAMinuteThatCountsTheOthers() {
    List.of("1", "2", "3").forEach(id -> unknown.seen(id, GATEWAY));
    unknown.seen("1", OTHER);
    advance(Duration.ofMinutes(1));
    List.of("1", "2", "3", "3").forEach(id -> unknown.seen(id, GATEWAY));
    unknown.seen("1", OTHER);
    advance(Duration.ofMinutes(1));
    unknown.seen("3", GATEWAY);

    String line = " a delivery report is about no message of ours: the gateway's id is ";
    assertThat(told())
        .containsExactly(
            "backend gateway:" + line + "1",
            "backend other:" + line + "1",
            "backend gateway:" + line + "3, and 3 more since the last such line");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT1H", "P1D"})
  void aClockThatIsSetBackMakesTheMinutesBeginAnewAndNoLonger(Duration jump) {
    unknown.seen("1", GATEWAY);
    advance(Duration.ofMinutes(1));
    unknown.seen("1", GATEWAY);
    advance(jump.negated());

    assertThat(unknown.seen("1", GATEWAY)).isEqualTo(ReportResult.NOT_YET);
    advance(Duration.ofMinutes(1));
    assertThat(unknown.seen("1", GATEWAY)).isEqualTo(ReportResult.UNKNOWN);
    assertThat(told()).hasSize(2);
  }

  @Test
  void noMoreIdsAreRememberedThanFitAndTheFirstAreForgotten() {
    for (int i = 0; i <= 10_000; i++) {
      unknown.seen("id " + i, GATEWAY);
    }
    advance(Duration.ofMinutes(1));

    assertThat(unknown.seen("id 1", GATEWAY)).isEqualTo(ReportResult.UNKNOWN);
    assertThat(unknown.seen("id 0", GATEWAY)).isEqualTo(ReportResult.NOT_YET);
  }

  @Test
  void ofALongIdTheStartIsRememberedAndShown() {
    unknown.seen("x".repeat(100_000), GATEWAY);
    advance(Duration.ofMinutes(1));

    assertThat(unknown.seen("x".repeat(100_000), GATEWAY)).isEqualTo(ReportResult.UNKNOWN);
    assertThat(told()).singleElement().matches(line -> line.endsWith(" " + "x".repeat(255)));
  }

  private void advance(Duration by) {
    now = now.plus(by);
  }

  private List<String> told() {
    return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }
}
