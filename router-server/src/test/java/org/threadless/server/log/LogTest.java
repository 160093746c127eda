package org.threadless.server.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import com.google.common.util.concurrent.Uninterruptibles;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;

/** The log as {@code conf/logback.xml} of the distribution writes it. */
class LogTest {

  private static final Path CONFIGURATION =
      Path.of("../distribution/src/main/dist/conf/logback.xml");
  private static final String FORGED = "2026-01-01T00:00:00.000Z ERROR Router all is lost";

  @TempDir private Path temp;

  private final LoggerContext context = new LoggerContext();
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private LossyAppender lossy;
  private Logger log;

  @BeforeEach
  void configure() throws Exception {
    configure("terminal");
  }

  private void configure(String reader) throws Exception {
    context.reset();
    context.putProperty("ROUTER_LOG", reader);
    context.setMDCAdapter(new LogbackMDCAdapter());
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(CONFIGURATION.toFile());
    lossy = (LossyAppender) context.getLogger("ROOT").getAppender("LOG");
    Appender<ILoggingEvent> appender = lossy.getAppender("STDERR");
    ((OutputStreamAppender<ILoggingEvent>) appender).setOutputStream(written);
    log = context.getLogger("org.threadless.Test");
  }

  @AfterEach
  void stop() {
    context.stop();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r", "\r\n", "\u0085", "\u2028", "\u2029", "\u000B", "\f"})
  void nothingFromOutsideCanLookLikeALineOfTheLog(String lineEnd) {
    String text = "a" + lineEnd + FORGED;

    log.error("from {}", text, new IllegalStateException(text, withSuppressed(text)));

    assertThat(lines()).noneMatch(line -> line.startsWith(FORGED));
    assertThat(lines()).filteredOn(line -> line.contains(FORGED)).hasSize(4);
  }

  @Test
  void whereTheJournalReadsALineBeginsWithItsLevelAndHasNoTime() throws Exception {
    configure("journal");

    log.error("one");
    log.warn("two");
    log.info("three");

    assertThat(lines())
        .containsExactly("<3>ERROR Test  one", "<4>WARN Test  two", "<6>INFO Test  three");
  }

  @Test
  void noControlCharacterReachesTheTerminal() {
    String text = "\u001B[2J\u0007\u009B31m\u202Eback\u0000";

    log.error("from {}", text, new IllegalStateException(text));

    assertThat(all())
        .doesNotContain("\u001B", "\u0007", "\u009B", "\u202E", "\u0000")
        .contains("<U+001B>[2J<U+0007><U+009B>31m<U+202E>back<U+0000>");
  }

  @Test
  void aStackTraceIsStillThere() {
    log.error("broken", new IllegalStateException("why", new IllegalArgumentException("cause")));

    assertThat(lines().get(0)).endsWith("ERROR Test  broken");
    assertThat(lines().get(1)).isEqualTo("java.lang.IllegalStateException: why");
    assertThat(lines()).anyMatch(line -> line.startsWith("\tat org.threadless.server.log.LogTest"));
    assertThat(lines()).contains("Caused by: java.lang.IllegalArgumentException: cause");
  }

  @Test
  void whatPeopleWriteStaysReadable() {
    log.error("from {}", "caf\u00E9 \u0645\u0631\u062D\u0628\u0627 \uD83D\uDE00\tx");

    assertThat(lines())
        .singleElement()
        .asString()
        .endsWith("caf\u00E9 \u0645\u0631\u062D\u0628\u0627 \uD83D\uDE00\tx");
  }

  private static Exception withSuppressed(String text) {
    Exception cause = new IllegalArgumentException(text);
    cause.addSuppressed(new IllegalStateException(text));
    return cause;
  }

  @Test
  void aLogThatNobodyReadsHoldsNobodyUpAndSaysLaterHowManyLinesItLost() throws Exception {
    CountDownLatch read = new CountDownLatch(1);
    readAfter(read);

    for (int i = 0; i < 10_000; i++) {
      log.error("line {}", i);
    }
    read.countDown();
    await().until(() -> lossy.getNumberOfElementsInQueue() == 0);
    log.error("the last");

    List<String> lines = lines();
    assertThat(lines).hasSizeBetween(2000, 4200);
    assertThat(lines.get(lines.size() - 2))
        .matches(".* WARN  LossyAppender +\\d{4} lines were dropped: nobody read the log");
    assertThat(lines.get(lines.size() - 1)).endsWith("the last");
  }

  private void readAfter(CountDownLatch read) {
    OutputStream unread =
        new OutputStream() {
          @Override
          public void write(int each) {
            write(new byte[] {(byte) each}, 0, 1);
          }

          @Override
          public void write(byte[] bytes, int offset, int length) {
            Uninterruptibles.awaitUninterruptibly(read);
            written.write(bytes, offset, length);
          }
        };
    ((OutputStreamAppender<ILoggingEvent>) lossy.getAppender("STDERR")).setOutputStream(unread);
  }

  @Test
  void aLogThatNobodyReadsDoesNotKeepTheProcessFromItsEnd() {
    CountDownLatch read = new CountDownLatch(1);
    readAfter(read);
    for (int i = 0; i < 10_000; i++) {
      log.error("line {}", i);
    }

    // Returns.
    LogEnd.flush(context);

    assertThat(written.size()).isZero();
    read.countDown();
  }

  @Test
  void aConfigurationThatIsRightBeginsTheLog() {
    assertThat(LogStart.problem(context, CONFIGURATION)).isEmpty();
    assertThat(context.getLogger("ROOT").getAppender("LOG")).isInstanceOf(LossyAppender.class);
  }

  @Test
  void aConfigurationThatCannotBeReadIsOneLineWithItsFile() {
    // A folder in its place.
    assertThat(LogStart.problem(context, temp))
        .hasValueSatisfying(line -> assertThat(line).startsWith(temp + ": ").doesNotContain("\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<configuration><x",
        "<configuration><appender name='A' class='no.such.Appender'/>"
            + "<root><appender-ref ref='A'/></root></configuration>"
      })
  void aMistakeInTheConfigurationIsOneLineWithItsFile(String text) throws Exception {
    Path file = Files.writeString(temp.resolve("logback.xml"), text);

    assertThat(LogStart.problem(context, file))
        .hasValueSatisfying(line -> assertThat(line).startsWith(file + ": ").doesNotContain("\n"));
  }

  @Test
  void noMessageFillsTheLog() {
    String text = "x".repeat(3_000_000);

    log.error("from {}", text, new IllegalStateException(text));

    assertThat(lines()).allMatch(line -> line.length() < 5000);
    assertThat(lines().get(0)).endsWith("x... (cut)");
  }

  private List<String> lines() {
    return all().lines().toList();
  }

  /** Returns all that was logged; nothing can be logged after this. */
  private String all() {
    context.stop();
    return written.toString(StandardCharsets.UTF_8);
  }
}
