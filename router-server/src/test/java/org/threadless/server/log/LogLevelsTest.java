package org.threadless.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogLevelsTest {

  private static final String OWN = "org.threadless";
  private static final String HTTP = "org.threadless.http";
  private static final String JETTY = "org.eclipse.jetty";

  private final LoggerContext context = new LoggerContext();
  private LogLevels levels;
  private Instant now = Instant.parse("2026-01-31T12:00:00Z");
  private LevelsForNow forNow;

  @BeforeEach
  void asInTheFile() {
    context.getLogger("ROOT").setLevel(Level.WARN);
    context.getLogger(OWN).setLevel(Level.INFO);
    levels = new LogLevels(context);
    forNow = new LevelsForNow(levels, () -> now);
  }

  @Test
  void theConfigurationStandsInThePlaceOfTheFileAndLeavesTheRestOfIt() {
    levels.configure(settings(LogLevel.DEBUG, Map.of()));

    assertThat(level(HTTP)).isEqualTo("DEBUG");
    assertThat(level("com.example")).isEqualTo("WARN");
  }

  @Test
  void anotherConfigurationTakesBackWhatOneBeforeHasSet() {
    levels.configure(settings(LogLevel.DEBUG, Map.of("com.example", LogLevel.TRACE)));
    levels.configure(LogSettings.none());

    assertThat(level(HTTP)).isEqualTo("INFO");
    assertThat(level("com.example")).isEqualTo("WARN");
  }

  @Test
  void whatIsSetForAWhileHoldsUntilThenAndThenTheConfigurationDoes() {
    levels.configure(settings(LogLevel.WARN, Map.of()));
    forNow.set(OWN, LogLevel.DEBUG, Duration.ofMinutes(10));

    assertThat(level(HTTP)).isEqualTo("DEBUG");
    now = now.plus(Duration.ofMinutes(9));
    forNow.endWhatIsOver();
    assertThat(level(HTTP)).isEqualTo("DEBUG");
    now = now.plus(Duration.ofMinutes(2));
    forNow.endWhatIsOver();

    assertThat(level(HTTP)).isEqualTo("WARN");
    assertThat(forNow.all()).isEmpty();
  }

  @Test
  void ofTwoLevelsForOneLoggerTheLaterHolds() {
    forNow.set(OWN, LogLevel.TRACE, Duration.ofHours(1));
    forNow.set(OWN, LogLevel.DEBUG, Duration.ofMinutes(1));

    assertThat(level(HTTP)).isEqualTo("DEBUG");
    assertThat(forNow.all())
        .containsExactly(
            Map.entry(OWN, new LevelsForNow.Level(LogLevel.DEBUG, now.plusSeconds(60))));
  }

  @Test
  void aConfigurationThatIsReadAnewLeavesWhatIsSetForAWhile() {
    forNow.set(OWN, LogLevel.DEBUG, Duration.ofMinutes(10));

    levels.configure(settings(LogLevel.ERROR, Map.of()));

    assertThat(level(HTTP)).isEqualTo("DEBUG");
  }

  @Test
  void whatIsTakenBackBeforeItsTimeHoldsNoMore() {
    forNow.set(OWN, LogLevel.TRACE, Duration.ofMinutes(10));

    assertThat(forNow.end(OWN)).isTrue();
    assertThat(level(HTTP)).isEqualTo("INFO");
    assertThat(forNow.end(OWN)).isFalse();
  }

  @Test
  void whatJettyLogsOfRequestsIsNotThereAtDebug() {
    context.getLogger("org.eclipse.jetty.http").setLevel(Level.DEBUG);
    levels = new LogLevels(context);
    levels.configure(
        settings(LogLevel.DEBUG, Map.of("root", LogLevel.DEBUG, JETTY, LogLevel.DEBUG)));

    assertThat(level("com.example")).isEqualTo("DEBUG");
    assertThat(level(JETTY)).isEqualTo("INFO");
    assertThat(level("org.eclipse.jetty.http.HttpParser")).isEqualTo("INFO");
  }

  @Test
  void itIsThereAtTraceAndQuietAgainAfterwards() {
    levels.configure(settings(LogLevel.INFO, Map.of("ROOT", LogLevel.DEBUG)));
    levels.setForNow(Map.of("ROOT", LogLevel.TRACE));
    assertThat(level(JETTY)).isEqualTo("TRACE");

    levels.setForNow(Map.of());

    assertThat(level(JETTY)).isEqualTo("INFO");
  }

  private static LogSettings settings(LogLevel own, Map<String, LogLevel> others) {
    return new LogSettings(null, Optional.of(own), others);
  }

  private String level(String logger) {
    return levels.level(logger);
  }
}
