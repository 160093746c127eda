package org.threadless.backend.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.threadless.app.echo.EchoPlugin;
import org.threadless.http.receive.IncomingForm.MissingText;
import org.threadless.router.backend.BackendPlugin;
import org.threadless.router.config.Secret;
import org.threadless.router.conversation.StoredMessage;
import org.threadless.router.message.Connection;
import org.threadless.router.message.IncomingStatus;
import org.threadless.router.message.OutgoingStatus;
import org.threadless.testing.CapturedLog;
import org.threadless.testing.FakeGateway;
import org.threadless.testing.TestRouter;

@TestInstance(Lifecycle.PER_CLASS)
class HttpFormIncomingTest {

  private final HttpClient client = HttpClient.newHttpClient();
  private final FakeGateway gateway = new FakeGateway();
  private final TestRouter router = router();
  private final URI root = router.listen();

  @BeforeEach
  void forget() {
    gateway.received().clear();
  }

  @AfterAll
  void close() {
    router.close();
    gateway.close();
  }

  private TestRouter router() {
    return TestRouter.builder()
        .app(new EchoPlugin())
        .backend("plain", new HttpGatewayPlugin(), settings("identity", "text", null, false))
        .backend("own", new HttpGatewayPlugin(), settings("from", "msg", "id", true))
        .start();
  }

  @Test
  void aPostedFormIsRoutedAndItsReplySentBeforeTheAnswer() throws Exception {
    HttpResponse<String> answer = post("plain", "identity=%2B41&text=echo+hi%21");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("OK");
    assertThat(messages("plain", "+41"))
        .extracting(StoredMessage::text, StoredMessage::status)
        .containsExactly(
            tuple("echo hi!", IncomingStatus.HANDLED), tuple("hi!", OutgoingStatus.SENT));
    assertThat(gateway.received())
        .extracting(FakeGateway.Received::body)
        .singleElement()
        .asString()
        .endsWith("&identity=%2B41&text=hi%21");
  }

  @Test
  void fieldsMayHaveOtherNames() throws Exception {
    assertThat(post("own", "from=11&msg=a&identity=12&text=b").body()).isEqualTo("OK");

    assertThat(texts("own", "11")).containsExactly("a");
    assertThat(texts("own", "12")).isEmpty();
  }

  @Test
  void aMessageWithAnExternalIdThatWasSeenIsNotRoutedAgain() throws Exception {
    assertThat(post("own", "from=13&msg=echo+a&id=7").body()).isEqualTo("OK");
    assertThat(post("own", "from=13&msg=echo+a&id=7").body()).isEqualTo("OK");
    assertThat(post("own", "from=13&msg=echo+a&id=8").body()).isEqualTo("OK");

    assertThat(texts("own", "13")).containsExactly("echo a", "a", "echo a", "a");
  }

  @Test
  void withoutAFieldForItNoExternalIdIsRead() throws Exception {
    post("plain", "identity=14&text=a&external-id=7&id=7");
    post("plain", "identity=14&text=a&external-id=7&id=7");

    assertThat(texts("plain", "14")).containsExactly("a", "a");
  }

  @Test
  void aGetIsTakenWhereItIsConfigured() throws Exception {
    assertThat(get("own/?from=%2B41&msg=a%2Bb+c").body()).isEqualTo("OK");

    assertThat(texts("own", "+41")).containsExactly("a+b c");
  }

  @Test
  void anyOtherMethodIs405() throws Exception {
    HttpResponse<String> get = get("plain/?identity=15&text=a");
    HttpResponse<String> put = send("own/", "PUT", "from=15&msg=a");

    assertThat(get.statusCode()).isEqualTo(405);
    assertThat(get.headers().firstValue("Allow")).contains("POST");
    assertThat(put.statusCode()).isEqualTo(405);
    assertThat(put.headers().firstValue("Allow")).contains("GET, POST");
    assertThat(texts("plain", "15")).isEmpty();
  }

  @Test
  void aBadFieldIs400AndCalledByItsConfiguredName() throws Exception {
    assertThat(post("own", "identity=16&text=a").statusCode()).isEqualTo(400);
    assertThat(post("own", "msg=a").body()).isEqualTo("from: is missing from the form");
    assertThat(post("own", "from=16").body()).isEqualTo("msg: is missing from the form");
    assertThat(texts("own", "16")).isEmpty();
  }

  @Test
  void whatIsMendedIsStoredAsMendedWithItsBytesAndSaidInTheLog() throws Exception {
    try (CapturedLog log = new CapturedLog(HttpGatewayPlugin.class)) {
      assertThat(post("plain", "identity=19&text=%E9t%E9+100%").body()).isEqualTo("OK");

      assertThat(texts("plain", "19")).containsExactly("\u00e9t\u00e9 100%");
      assertThat(log.lines())
          .filteredOn(line -> line.contains("was mended"))
          .singleElement()
          .asString()
          .contains(
              "backend plain: the text of message " + messages("plain", "19").get(0).id(),
              "a % without two hexadecimal digits; bytes that are not UTF-8, read as windows-1252");
    }
  }

  @Test
  void charsetAndWhatAMissingTextMeansAreSettings() throws Exception {
    HttpBackendSettings settings =
        FormSettings.of(
            null,
            null,
            Optional.empty(),
            null,
            "windows-1251",
            MissingText.EMPTY,
            Optional.empty(),
            null,
            null);
    try (TestRouter other =
        TestRouter.builder().backend("other", new HttpGatewayPlugin(), settings).start()) {
      URI url = other.listen().resolve("/http/other/");

      assertThat(send(url, "POST", "identity=1&text=%E9").body()).isEqualTo("OK");
      assertThat(send(url, "POST", "identity=1").body()).isEqualTo("OK");
      assertThat(other.conversations().conversation(Connection.of("other", "1"), 9))
          .extracting(StoredMessage::text)
          .containsExactly("\u0439", "");
    }
  }

  @Test
  void whatIsBelowIs404() throws Exception {
    assertThat(get("own/1/messages").statusCode()).isEqualTo(404);
    assertThat(post("own/x", "from=1&msg=a").statusCode()).isEqualTo(404);
  }

  @Test
  void withoutADatabaseItIs503() throws Exception {
    try (TestRouter broken = router()) {
      URI url = broken.listen().resolve("/http/own/");
      broken.loseDatabase();

      HttpResponse<String> answer = send(url, "POST", "from=1&msg=a&id=7");

      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).contains("5");
      assertThat(answer.body()).isEqualTo("the message could not be stored; send it again later");
    }
  }

  @Test
  void aGatewayThatRefusesDoesNotMakeAnErrorOfTheAnswer() throws Exception {
    gateway.next(FakeGateway.answer(422));

    assertThat(post("plain", "identity=17&text=echo+a").statusCode()).isEqualTo(200);

    assertThat(messages("plain", "17").get(1).status()).isEqualTo(OutgoingStatus.FAILED);
    assertThat(messages("plain", "17").get(1).reason())
        .contains("the gateway answered 422 Unprocessable Entity");
  }

  @Test
  void aGatewayThatDropsConnectionsDoesNotMakeAnErrorOfTheAnswer() throws Exception {
    gateway.next(FakeGateway.drop());

    assertThat(post("plain", "identity=18&text=echo+a").statusCode()).isEqualTo(200);

    assertThat(messages("plain", "18").get(1).status()).isEqualTo(OutgoingStatus.QUEUED);
  }

  @Test
  void theEngineIsFoundAsAPlugin() {
    assertThat(ServiceLoader.load(BackendPlugin.class).stream().map(each -> each.get().engine()))
        .containsExactly("http");
  }

  private HttpBackendSettings settings(
      String identity, String text, String externalId, Boolean incomingGet) {
    return FormSettings.of(
        identity,
        text,
        Optional.ofNullable(externalId),
        incomingGet,
        null,
        null,
        Optional.of(new Secret(gateway.url("/send"))),
        null,
        null);
  }

  private List<StoredMessage> messages(String backend, String identity) {
    return router.conversations().conversation(Connection.of(backend, identity), 100);
  }

  private List<String> texts(String backend, String identity) {
    return messages(backend, identity).stream().map(StoredMessage::text).toList();
  }

  private HttpResponse<String> post(String path, String form)
      throws IOException, InterruptedException {
    return send(path, "POST", form);
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(path, "GET", "");
  }

  private HttpResponse<String> send(String path, String method, String form)
      throws IOException, InterruptedException {
    return send(root.resolve("/http/" + path), method, form);
  }

  private HttpResponse<String> send(URI url, String method, String form)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(url)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .method(method, BodyPublishers.ofString(form))
            .build(),
        BodyHandlers.ofString());
  }
}
