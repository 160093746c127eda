package org.threadless.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.threadless.api.ApiRouter.Answered;
import org.threadless.router.engine.access.token.NewToken;
import org.threadless.router.engine.access.token.Right;
import org.threadless.router.message.BackendName;
import org.threadless.testing.RecordingBackend;
import org.threadless.testing.TestRouter;

class ExplainTest {

  private ApiRouter api;

  @BeforeEach
  void start() {
    api =
        ApiRouter.start(
            TestRouter.builder()
                .app(new TriedPlugin())
                .backend("other", RecordingBackend.accepting()));
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void theWayOfAMessageIsTold() {
    Answered told = explain(" hello ");

    assertThat(told.status()).isEqualTo(200);
    assertThat(told.json().get("status").stringValue()).isEqualTo("HANDLED");
    assertThat(told.json().get("calls"))
        .extracting(call -> call.get("phase").stringValue())
        .containsExactly("parse", "handle", "outgoing");
    assertThat(told.json().at("/calls/0/changed-to").stringValue()).isEqualTo("hello");
    assertThat(told.json().at("/calls/1/decided").stringValue()).isEqualTo("true: handled it");
    assertThat(told.json().at("/calls/1/replies/0").stringValue()).isEqualTo("you said hello");
    assertThat(told.json().at("/messages/0/to").stringValue()).isEqualTo("0700");
    assertThat(told.json().at("/messages/0/status").stringValue()).isEqualTo("QUEUED");
  }

  @Test
  void nothingIsStoredOrSent() {
    explain("hello");

    assertThat(api.router().backend().texts()).isEmpty();
    assertThat(api.get("/messages").json().get("messages")).isEmpty();
    assertThat(api.get("/contacts").json().get("contacts")).isEmpty();
  }

  @Test
  void whatAnAppThrowsIsTold() {
    Answered told = explain("fail");

    assertThat(told.status()).isEqualTo(200);
    assertThat(told.json().at("/calls/1/problem").stringValue())
        .isEqualTo("java.lang.IllegalStateException: no stock");
    assertThat(told.json().at("/calls/1").has("decided")).isFalse();
    assertThat(told.json().get("messages")).isEmpty();
  }

  @Test
  void whatWouldBeCancelledIsToldWithItsReason() {
    Answered told = explain("be quiet");

    assertThat(told.json().at("/messages/0/status").stringValue()).isEqualTo("CANCELLED");
    assertThat(told.json().at("/messages/0/reason").stringValue()).isEqualTo("asked for silence");
  }

  @Test
  void anOddTextIsRoutedToo() {
    assertThat(explain("").status()).isEqualTo(200);
    assertThat(explain("مرحبا 😀").json().at("/messages/0/text").stringValue())
        .isEqualTo("you said مرحبا 😀");
    assertThat(explain("x".repeat(10_001)).status()).isEqualTo(422);
  }

  @Test
  void whatIsMissingOrUnknownIsNamed() {
    assertThat(api.post("/explain", "{}").json().get("errors"))
        .extracting(error -> error.get("field").stringValue())
        .containsExactlyInAnyOrder("backend", "identity", "text");
    assertThat(explain("nowhere", "hello").json().at("/errors/0/field").stringValue())
        .isEqualTo("backend");
  }

  @Test
  void aTokenAsksOnlyOfThoseThatItIsFor() {
    api.use(
        api.tokens()
            .add(
                new NewToken(
                    "one",
                    Set.of(Right.READ),
                    Set.of(new BackendName("test")),
                    Optional.empty(),
                    Optional.empty())));

    assertThat(explain("other", "hello").status()).isEqualTo(403);
    assertThat(explain("test", "hello").status()).isEqualTo(200);
  }

  @Test
  void withoutItsDatabaseItAsksToComeAgain() {
    explain("hello");
    api.router().loseDatabase();

    assertThat(explain("hello").status()).isEqualTo(503);
  }

  private Answered explain(String text) {
    return explain("test", text);
  }

  private Answered explain(String backend, String text) {
    return api.post(
        "/explain",
        "{\"backend\": \"" + backend + "\", \"identity\": \"0700\", \"text\": \"" + text + "\"}");
  }
}
