package org.threadless.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogLevelsTest {

  private static final String OWN = "org.threadless";
  private static final String HTTP = "org.threadless.http";
  private static final String JETTY = "org.eclipse.jetty";

  @TempDir private Path home;

  private final LoggerContext context = new LoggerContext();
  private LogLevels levels;
  private Instant now = Instant.parse("2026-01-31T12:00:00Z");
  private LevelFile file;
  private LevelWatch watch;

  @BeforeEach
  void asInTheFile() {
    context.getLogger("ROOT").setLevel(Level.WARN);
    context.getLogger(OWN).setLevel(Level.INFO);
    levels = new LogLevels(context);
    file = new LevelFile(home);
    watch = new LevelWatch(file, levels, () -> now);
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
  void whatIsSetForAWhileHoldsUntilThenAndThenTheConfigurationDoes() throws Exception {
    levels.configure(settings(LogLevel.WARN, Map.of()));
    file.leave(Map.of(OWN, forNow(LogLevel.DEBUG, Duration.ofMinutes(10))));

    watch.look();
    assertThat(level(HTTP)).isEqualTo("DEBUG");
    now = now.plus(Duration.ofMinutes(9));
    watch.look();
    assertThat(level(HTTP)).isEqualTo("DEBUG");
    now = now.plus(Duration.ofMinutes(2));
    watch.look();

    assertThat(level(HTTP)).isEqualTo("WARN");
  }

  @Test
  void aConfigurationThatIsReadAnewLeavesWhatIsSetForAWhile() throws Exception {
    file.leave(Map.of(OWN, forNow(LogLevel.DEBUG, Duration.ofMinutes(10))));
    watch.look();

    levels.configure(settings(LogLevel.ERROR, Map.of()));

    assertThat(level(HTTP)).isEqualTo("DEBUG");
  }

  @Test
  void whatIsTakenBackBeforeItsTimeHoldsNoMore() throws Exception {
    file.leave(Map.of(OWN, forNow(LogLevel.TRACE, Duration.ofMinutes(10))));
    watch.look();
    file.leave(Map.of());
    watch.look();

    assertThat(level(HTTP)).isEqualTo("INFO");
  }

  @Test
  void linesThatAreNoneArePassedOver() throws Exception {
    file.leave(Map.of(OWN, forNow(LogLevel.DEBUG, Duration.ofMinutes(10))));
    Path written = home.resolve("run").resolve("log-levels");
    Files.writeString(written, "LOUD\nDEBUG soon a\n\n" + Files.readString(written));

    assertThat(file.at(now)).containsOnlyKeys(OWN);
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

  private LevelFile.ForNow forNow(LogLevel level, Duration time) {
    return new LevelFile.ForNow(level, now.plus(time));
  }

  private String level(String logger) {
    return levels.level(logger);
  }
}
