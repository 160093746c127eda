package org.threadless.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.threadless.router.conversation.Direction;
import org.threadless.router.engine.backlog.WaitingCount;
import org.threadless.router.message.BackendName;
import org.threadless.server.plugin.Plugins;

class WarningsTest {

  private static final Instant SINCE = Instant.parse("2026-01-31T15:30:00Z");

  private static final String THEN =
      "; they wait until it is configured again, or until 'bin/router backend rename gone NEW' moves"
          + " all that is its to the backend NEW";

  @TempDir Path temp;

  @Test
  void whatWaitsBothWaysForABackendThatIsNotConfiguredIsWarnedOf() throws IOException {
    List<WaitingCount> waiting =
        List.of(
            waiting("a", Direction.OUT, 7),
            waiting("gone", Direction.IN, 2),
            waiting("gone", Direction.OUT, 1));

    assertThat(
            Warnings.of(setup("backends: {a: {engine: journal}}"), List.of("of an app"), waiting))
        .containsExactly(
            "of an app",
            "backend gone is not configured, and messages of it wait to be routed: 2, since "
                + SINCE
                + THEN,
            "backend gone is not configured, and messages of it wait to be sent: 1, since "
                + SINCE
                + THEN);
  }

  @Test
  void whatABackendGoesWithoutIsWarnedOfUntilThereIsAPublicUrl() throws IOException {
    String backends = "backends: {a: {engine: open, door: false, bell: true}}";

    assertThat(Warnings.of(setup(backends), List.of(), List.of()))
        .containsExactly("backend a: nobody finds the bell");
    assertThat(
            Warnings.of(
                setup("http: {public-url: [http://sms.example.org/]}\n" + backends),
                List.of(),
                List.of()))
        .isEmpty();
  }

  @Test
  void behindAProxyTheAdviceIsOfTheProxy() throws IOException {
    String behind = "forwarded: true, trusted-proxies: [127.0.0.1]";

    assertThat(warnings("http: {public-url: [https://sms.example.org/]}"))
        .singleElement()
        .asString()
        .startsWith("http.public-url is https, and the router speaks HTTP: ")
        .contains("forwarded: true and trusted-proxies");
    assertThat(warnings("http: {public-url: [https://sms.example.org/], " + behind + "}"))
        .isEmpty();
    assertThatThrownBy(() -> setup("http: {" + behind + "}\nbackends: {a: {engine: open}}"))
        .hasMessageContaining(
            "backends.a lets everybody whom the proxy in front lets through bring messages in");
  }

  private List<String> warnings(String yaml) throws IOException {
    return Warnings.of(setup(yaml), List.of(), List.of());
  }

  @Test
  void theyAreInTheLogAtStart() throws IOException {
    Logger logger = (Logger) LoggerFactory.getLogger(RunningRouter.class);
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    logger.addAppender(log);
    Level before = logger.getLevel();
    logger.setLevel(Level.WARN);
    try {
      RunningRouter.open(setup("backends: {a: {engine: open}}"), new Home(temp)).close();
    } finally {
      logger.setLevel(before);
      logger.detachAppender(log);
    }

    assertThat(log.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly("backend a: the door is open");
  }

  private static WaitingCount waiting(String backend, Direction direction, int count) {
    return new WaitingCount(new BackendName(backend), direction, count, SINCE);
  }

  private Setup setup(String yaml) throws IOException {
    String database = "database: {url: 'jdbc:h2:mem:" + UUID.randomUUID() + "'}\n";
    Path file = Files.writeString(temp.resolve("router.yml"), database + yaml);
    return Setup.read(file, Map.of(), Plugins.find(getClass().getClassLoader()));
  }
}
