package org.threadless.backend.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.threadless.router.backend.SendResult;
import org.threadless.testing.FakeGateway;
import org.threadless.testing.FakeGateway.Received;

class HttpFormOutgoingTest {

  private final FakeGateway gateway = new FakeGateway();

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void aMessageIsPostedAsAForm() throws Exception {
    try (SendingBackend sending = SendingBackend.to(gateway.url("/send?user=me"))) {
      SendResult result = sending.send("+41 79", "a&b=c \uD83D\uDE00 %+");

      assertThat(result).isEqualTo(SendResult.accepted());
    }
    Received request = onlyRequest();
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.target()).isEqualTo("/send?user=me");
    assertThat(request.headers().get("content-type"))
        .startsWith("application/x-www-form-urlencoded");
    assertThat(request.body())
        .isEqualTo(
            "id=" + SendingBackend.ID + "&identity=%2B41+79&text=a%26b%3Dc+%F0%9F%98%80+%25%2B");
  }

  @Test
  void aUrlWithPlacesIsFilledPercentEncodedAndGot() throws Exception {
    try (SendingBackend sending =
        SendingBackend.to(gateway.url("/send?to={identity}&msg={text}&key=k"))) {
      SendResult result = sending.send("+41 79", "a&b=c \uD83D\uDE00 %+#/");

      assertThat(result).isEqualTo(SendResult.accepted());
    }
    Received request = onlyRequest();
    assertThat(request.method()).isEqualTo("GET");
    assertThat(request.target())
        .isEqualTo("/send?to=%2B41%2079&msg=a%26b%3Dc%20%F0%9F%98%80%20%25%2B%23%2F&key=k");
    assertThat(request.body()).isEmpty();
  }

  @Test
  void theIdOfTheMessageMayBePartOfTheUrlToo() throws Exception {
    try (SendingBackend sending =
        SendingBackend.to(gateway.url("/?to={identity}&msg={text}&ref={id}"))) {
      sending.send("1", "{id}");
    }
    assertThat(onlyRequest().target()).isEqualTo("/?to=1&msg=%7Bid%7D&ref=" + SendingBackend.ID);
  }

  @Test
  void theIdMayBePartOfAUrlThatIsPostedTo() throws Exception {
    try (SendingBackend sending = SendingBackend.to(gateway.url("/messages/{id}"))) {
      sending.send("1", "x");
    }
    assertThat(onlyRequest().method()).isEqualTo("POST");
    assertThat(onlyRequest().target()).isEqualTo("/messages/" + SendingBackend.ID);
  }

  @Test
  void placesMayBePartOfThePath() throws Exception {
    try (SendingBackend sending = SendingBackend.to(gateway.url("/to/{identity}/say/{text}"))) {
      sending.send("a/b", "..; ?");
    }
    assertThat(onlyRequest().target()).isEqualTo("/to/a%2Fb/say/..%3B%20%3F");
  }

  @Test
  void whatLooksLikeAPlaceInAMessageStaysAsItIs() throws Exception {
    try (SendingBackend sending = SendingBackend.to(gateway.url("/?i={identity}&t={text}"))) {
      sending.send("{text}", "{identity}");
    }
    assertThat(onlyRequest().target()).isEqualTo("/?i=%7Btext%7D&t=%7Bidentity%7D");
  }

  @Test
  void anEmptyTextIsSentToo() throws Exception {
    try (SendingBackend sending = SendingBackend.to(gateway.url("/"))) {
      assertThat(sending.send("1", "")).isEqualTo(SendResult.accepted());
    }
    assertThat(onlyRequest().body()).isEqualTo("id=" + SendingBackend.ID + "&identity=1&text=");
  }

  @Test
  void userAndPasswordInTheUrlAreSentAsBasicAuthentication() throws Exception {
    String url = gateway.url("/send").replace("http://", "http://me:p%40ss@");
    try (SendingBackend sending = SendingBackend.to(url)) {
      sending.send("1", "x");
    }
    // me:p@ss in Base64.
    assertThat(onlyRequest().headers()).containsEntry("authorization", "Basic bWU6cEBzcw==");
  }

  @Test
  void connectionsAreKeptAlive() throws Exception {
    try (SendingBackend sending = SendingBackend.to(gateway.url("/"))) {
      sending.send("1", "one");
      sending.send("2", "two");
      sending.send("3", "three");
    }
    assertThat(gateway.received()).extracting(Received::connection).containsExactly(1, 1, 1);
  }

  @Test
  void cookiesOfOneAnswerAreNotSentWithTheNextMessage() throws Exception {
    gateway.next(FakeGateway.answer(200, "Set-Cookie: session=1"));
    try (SendingBackend sending = SendingBackend.to(gateway.url("/"))) {
      sending.send("1", "one");
      sending.send("2", "two");
    }
    assertThat(gateway.received()).noneMatch(request -> request.headers().containsKey("cookie"));
  }

  @Test
  void withoutAnOutgoingUrlMessagesAreRefused() throws Exception {
    try (SendingBackend sending = SendingBackend.toNowhere()) {
      assertThat(sending.send("1", "x"))
          .isEqualTo(SendResult.unsendable("this backend has no outgoing-url"));
    }
  }

  private Received onlyRequest() {
    assertThat(gateway.received()).hasSize(1);
    return gateway.received().get(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {".", ".."})
  void aStepInThePathIsRefusedAndNotSent(String identity) throws Exception {
    try (SendingBackend sending =
        SendingBackend.to(gateway.url("/send/{identity}/say?text={text}"))) {
      assertThat(sending.send(identity, "x"))
          .isEqualTo(
              SendResult.unsendable("the path of outgoing-url cannot hold . or .. as a value"));
      assertThat(sending.send("...", "..")).isEqualTo(SendResult.accepted());
    }
    assertThat(gateway.received()).hasSize(1);
  }
}
