package org.threadless.backend.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.threadless.app.echo.EchoPlugin;
import org.threadless.router.conversation.StoredMessage;
import org.threadless.router.message.Connection;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.testing.FakeGateway;
import org.threadless.testing.TestRouter;

/** Whatever a gateway does, its URL is found neither in the log nor with the message. */
class SecrecyTest {

  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Level before = root.getLevel();
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final FakeGateway gateway = new FakeGateway();

  @BeforeEach
  void listen() {
    root.setLevel(Level.INFO);
    log.start();
    root.addAppender(log);
  }

  @AfterEach
  void close() {
    root.detachAppender(log);
    root.setLevel(before);
    gateway.close();
  }

  @Test
  void noFailureShowsTheUrl() {
    String place = "/hunter2/send?password=hunter2";
    List<String> urls =
        List.of(
            gateway.url(place),
            gateway.url(place + "&to={identity}&text={text}"),
            gateway.url(place).replace("http://", "http://me:hunter2@"),
            "http://hunter2.invalid/",
            "http://127.0.0.1:1" + place);
    List<String> shown = new ArrayList<>();
    for (String url : urls) {
      gateway.next(
          FakeGateway.drop(),
          FakeGateway.raw("NONSENSE\r\n\r\n"),
          FakeGateway.answer(500),
          FakeGateway.silence(),
          FakeGateway.answer(401),
          FakeGateway.answer(302, "Location: " + url));
      // With either of the last two, and with the fifth failure, the gateway is down.
      shown.addAll(fail(url, 5));
      shown.addAll(fail(url, 1));
    }

    assertThat(shown).hasSize(urls.size() * 6).noneMatch(text -> text.contains("hunter2"));
    assertThat(log.list).map(SecrecyTest::shown).noneMatch(text -> text.contains("hunter2"));
  }

  private static List<String> fail(String url, int messages) {
    HttpBackendSettings settings =
        SendingBackend.settings(Optional.of(url), null, Duration.ofMillis(300));
    try (TestRouter router =
        TestRouter.builder()
            .app(new EchoPlugin())
            .backend("gateway", new HttpGatewayPlugin(), settings)
            .start()) {
      // A phone each, since a later message waits for an earlier one.
      List<Connection> phones =
          IntStream.range(0, messages)
              .mapToObj(i -> Connection.of("gateway", "phone-" + i))
              .toList();
      phones.forEach(phone -> router.incoming(ReceivedMessage.of(phone, "echo hello")));
      return phones.stream()
          .flatMap(phone -> router.conversations().conversation(phone, 100).stream())
          .map(StoredMessage::reason)
          .flatMap(Optional::stream)
          .toList();
    }
  }

  private static String shown(ILoggingEvent event) {
    return event.getFormattedMessage()
        + (event.getThrowableProxy() == null
            ? ""
            : ThrowableProxyUtil.asString(event.getThrowableProxy()));
  }
}
