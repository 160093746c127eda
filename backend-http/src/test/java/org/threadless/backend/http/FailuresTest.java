package org.threadless.backend.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.threadless.app.echo.EchoPlugin;
import org.threadless.router.conversation.StoredMessage;
import org.threadless.router.message.Connection;
import org.threadless.router.message.OutgoingStatus;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.testing.CapturedLog;
import org.threadless.testing.FakeGateway;
import org.threadless.testing.TestRouter;

/** What is told of messages that cannot be sent. */
class FailuresTest {

  private final FakeGateway gateway = new FakeGateway();
  private final CapturedLog log = new CapturedLog(FailuresTest.class);
  private TestRouter router = routerTo(Optional.of(gateway.url("/send?password=hunter2")));

  @AfterEach
  void close() {
    router.close();
    log.close();
    gateway.close();
  }

  @Test
  void aMessageThatIsRefusedIsOneLineWithItsIdAndReasonAndIsCounted() throws Exception {
    gateway.next(FakeGateway.answer(422));

    StoredMessage failed = say("1");

    assertThat(failed.status()).isEqualTo(OutgoingStatus.FAILED);
    assertThat(lines("has failed"))
        .singleElement()
        .asString()
        .startsWith(
            "message "
                + failed.id()
                + " to backend gateway has failed: the gateway answered 422 Unprocessable");
    assertThat(ready()).contains("\"failed\":[{\"backend\":\"gateway\",\"messages\":1}]");
  }

  @Test
  void aMessageOfABackendWithNoWayOutIsToldToo() throws Exception {
    router.close();
    router = routerTo(Optional.empty());

    StoredMessage failed = say("1");

    assertThat(failed.status()).isEqualTo(OutgoingStatus.FAILED);
    assertThat(lines(failed.id() + " to backend gateway has failed: this backend has no"))
        .hasSize(1);
    assertThat(ready()).contains("\"messages\":1}]");
  }

  @Test
  void whileNothingHasFailedNothingIsTold() throws Exception {
    assertThat(say("1").status()).isEqualTo(OutgoingStatus.SENT);

    assertThat(lines("has failed")).isEmpty();
    assertThat(ready()).contains("\"failed\":[]");
  }

  @Test
  void aWrongPasswordIsOneErrorHoweverManyMessagesWaitAndCostsNone() {
    gateway.next(FakeGateway.answer(401));

    for (int i = 0; i < 5; i++) {
      assertThat(say("phone-" + i).status()).isEqualTo(OutgoingStatus.QUEUED);
    }

    assertThat(gateway.received()).hasSize(1);
    assertThat(lines("backend gateway cannot be used until somebody mends this"))
        .singleElement()
        .asString()
        .contains(
            "the gateway answered 401 Unauthorized: is the user or password of outgoing-url wrong?")
        .doesNotContain("hunter2");
    assertThat(lines("has failed")).isEmpty();
  }

  private StoredMessage say(String identity) {
    Connection phone = Connection.of("gateway", identity);
    router.incoming(ReceivedMessage.of(phone, "echo hi"));
    List<StoredMessage> conversation = router.conversations().conversation(phone, 10);
    return conversation.get(conversation.size() - 1);
  }

  private List<String> lines(String part) {
    return log.lines().stream().filter(line -> line.contains(part)).toList();
  }

  private String ready() throws Exception {
    URI url = router.listen().resolve("/health/ready");
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString())
        .body();
  }

  private static TestRouter routerTo(Optional<String> url) {
    Duration patience = Duration.ofSeconds(20);
    return TestRouter.builder()
        .app(new EchoPlugin())
        .backend(
            "gateway", new HttpGatewayPlugin(), SendingBackend.settings(url, patience, patience))
        .start();
  }
}
