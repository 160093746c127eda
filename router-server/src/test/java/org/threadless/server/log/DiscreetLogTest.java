package org.threadless.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;
import org.threadless.router.incoming.Receipt;
import org.threadless.router.message.Connection;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.server.plugin.Plugins;
import org.threadless.server.wiring.Home;
import org.threadless.server.wiring.RunningRouter;
import org.threadless.server.wiring.Setup;
import tools.jackson.databind.json.JsonMapper;

/** What is in the log of a router whose apps and gateways quote what people write. */
class DiscreetLogTest {

  private static final String NUMBER = "+254700123456";
  private static final String TEXT = "Juma owes me shillings 4711";

  @TempDir private Path temp;

  private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
  private final Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final LossyAppender lossy = new LossyAppender();

  @BeforeEach
  void listen() {
    LogEncoder encoder = new LogEncoder();
    encoder.setContext(context);
    encoder.setPattern("%level %logger [%mdc] %msg%n%ex");
    encoder.start();
    OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
    appender.setContext(context);
    appender.setEncoder(encoder);
    appender.setOutputStream(written);
    appender.start();
    lossy.setContext(context);
    lossy.addAppender(appender);
    lossy.start();
    root.addAppender(lossy);
  }

  @AfterEach
  void stop() {
    root.detachAppender(lossy);
    lossy.stop();
  }

  @ParameterizedTest
  @EnumSource(names = {"DEBUG", "INFO", "WARN"})
  void neitherTheTextNorTheNumberOfAPersonIsInTheLogUnlessAtTrace(LogLevel level) throws Exception {
    Receipt receipt = routed("levels: {ROOT: " + level + ", org.threadless: " + level + "}");

    assertThat(log())
        .doesNotContain("700123456", "700 123 456", "owes", "shillings", "Juma", "4711")
        .contains("parse of app quoter threw java.lang.IllegalArgumentException: a/*** said ***")
        .contains("Caused by: java.lang.NumberFormatException: For input string: \"***\"")
        .contains("message=" + receipt.id())
        .contains(
            "message "
                + receipt.sent().get(0).id()
                + " to backend a has failed: cannot reach *** with \"***\"");
  }

  @Test
  void bothAreAtTrace() throws Exception {
    Receipt unused = routed("level: trace");

    assertThat(log())
        .contains("from a/" + NUMBER + ": " + TEXT)
        .contains("said " + TEXT)
        .contains("TRACE org.threadless.storage.write.sql.MessageMapper");
  }

  @Test
  void allThatIsLoggedOfAMessageNamesItAndItsBackendAndAppAndNothingAfterItDoes() throws Exception {
    Receipt receipt = routed("level: debug");

    List<String> lines = log().lines().toList();
    assertThat(lines)
        .filteredOn(line -> line.contains("parse of app quoter"))
        .singleElement()
        .asString()
        .contains("app=quoter", "message=" + receipt.id(), "backend=a", "phase=parse");
    assertThat(lines)
        .filteredOn(line -> line.contains("has failed"))
        .singleElement()
        .asString()
        .contains("message=" + receipt.sent().get(0).id(), "backend=a");
    assertThat(lines).anyMatch(line -> line.contains("[] what comes after"));
  }

  @Test
  void aLineIsAnObjectOfJsonWhereTheConfigurationSaysSo() throws Exception {
    Receipt receipt = routed("format: json, level: info");

    Map<String, Object> line =
        log()
            .lines()
            .map(DiscreetLogTest::parsed)
            .filter(each -> String.valueOf(each.get("msg")).contains("parse of app"))
            .findAny()
            .orElseThrow();
    assertThat(line)
        .containsEntry("level", "WARN")
        .containsEntry("logger", "org.threadless.router.engine.call.Guard")
        .containsEntry("message", receipt.id().toString())
        .containsEntry("backend", "a")
        .containsEntry("app", "quoter")
        .containsEntry("phase", "parse")
        .containsKeys("time", "exception");
    assertThat(String.valueOf(line)).doesNotContain("700123456", "shillings");
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> parsed(String line) {
    return JsonMapper.shared().readValue(line, Map.class);
  }

  private Receipt routed(String logging) throws Exception {
    Path trouble =
        Files.writeString(
            temp.resolve("trouble"), "cannot reach 254700 123 456 with \"" + TEXT + "\"");
    Path file =
        Files.writeString(
            temp.resolve("router.yml"),
            """
            database: {url: "jdbc:h2:file:%s"}
            logging: {%s}
            apps: [quoter, greeter]
            backends: {a: {engine: journal, trouble: "%s"}}
            """
                .formatted(temp.resolve("db"), logging, trouble));
    Setup setup = Setup.read(file, Map.of(), Plugins.find(getClass().getClassLoader()));
    try (RunningRouter router = RunningRouter.open(setup, new Home(temp))) {
      Receipt receipt =
          router.incoming().incoming(ReceivedMessage.of(Connection.of("a", NUMBER), TEXT));
      LoggerFactory.getLogger("org.threadless.After").warn("what comes after");
      return receipt;
    }
  }

  /** Returns all that was logged; nothing can be logged after this. */
  private String log() {
    root.detachAppender(lossy);
    lossy.stop();
    return written.toString(StandardCharsets.UTF_8);
  }
}
