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

class IncomingTest {

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
  void aMessageComesInAsFromAPhone() {
    Answered came = receive("{'identity': '0700', 'text': 'hello'}");

    assertThat(came.status()).isEqualTo(200);
    assertThat(came.json().get("status").stringValue()).isEqualTo("HANDLED");
    assertThat(came.json().get("duplicate").booleanValue()).isFalse();
    assertThat(api.router().backend().texts()).containsExactly("you said hello");
    Answered shown = api.get("/messages/" + came.json().get("id").stringValue());
    assertThat(shown.json().get("direction").stringValue()).isEqualTo("in");
    assertThat(shown.json().get("identity").stringValue()).isEqualTo("0700");
  }

  @Test
  void aCopyIsAnsweredLikeTheFirst() {
    String json = "{'identity': '0700', 'text': 'hello', 'external-id': 'x1'}";
    Answered first = receive(json);
    Answered second = receive(json);

    assertThat(second.json().get("id")).isEqualTo(first.json().get("id"));
    assertThat(second.json().get("duplicate").booleanValue()).isTrue();
    assertThat(api.router().backend().texts()).hasSize(1);
  }

  @Test
  void oddValuesAreTaken() {
    assertThat(receive("{'identity': 'آمنة', 'text': ''}").status()).isEqualTo(200);
    assertThat(receive("{'identity': '" + "1".repeat(100) + "', 'text': '😀'}").status())
        .isEqualTo(200);
    assertThat(
            receive("{'identity': 'a/b', 'text': '%', 'external-id': '', 'fields': {'a.b': ''}}")
                .status())
        .isEqualTo(200);
  }

  @Test
  void whatIsWrongIsNamed() {
    assertThat(
            receive("{'identity': '', 'fields': {'a': 1, 'b\\u0000': ''}, 'from': 'x'}")
                .json()
                .get("errors"))
        .extracting(error -> error.get("field").stringValue())
        .containsExactlyInAnyOrder("identity", "text", "fields", "fields.a", "from");
  }

  @Test
  void aBackendThatIsNotConfiguredIsNotFound() {
    assertThat(receive("nowhere", "{'identity': '0700', 'text': 'hello'}").status()).isEqualTo(404);
    assertThat(receive("no%2Fname", "{'identity': '0700', 'text': 'hello'}").status())
        .isEqualTo(404);
  }

  @Test
  void aTokenSpeaksOnlyForThoseThatItIsFor() {
    api.use(
        api.tokens()
            .add(
                new NewToken(
                    "one",
                    Set.of(Right.INCOMING),
                    Set.of(new BackendName("test")),
                    Optional.empty(),
                    Optional.empty())));

    assertThat(receive("other", "{'identity': '0700', 'text': 'hello'}").status()).isEqualTo(403);
    assertThat(receive("{'identity': '0700', 'text': 'hello'}").status()).isEqualTo(200);
  }

  @Test
  void whoMayNotLetMessagesInDoesNot() {
    api.use(api.token("others", Set.of(Right.READ, Right.SEND, Right.PEOPLE, Right.OPERATE)));

    assertThat(receive("{'identity': '0700', 'text': 'hello'}").status()).isEqualTo(403);
    assertThat(api.router().backend().texts()).isEmpty();
  }

  @Test
  void withoutItsDatabaseItAsksToComeAgain() {
    receive("{'identity': '0700', 'text': 'hello'}");
    api.router().loseDatabase();

    Answered refused = receive("{'identity': '0700', 'text': 'hello'}");

    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.response().headers().firstValue("Retry-After")).isPresent();
  }

  private Answered receive(String json) {
    return receive("test", json);
  }

  private Answered receive(String backend, String json) {
    return api.post("/incoming/" + backend, json.replace('\'', '"'));
  }
}
