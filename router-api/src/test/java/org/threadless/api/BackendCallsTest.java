package org.threadless.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.threadless.api.ApiRouter.Answered;
import org.threadless.router.backend.SendResult;
import org.threadless.router.engine.access.token.NewToken;
import org.threadless.router.engine.access.token.Right;
import org.threadless.router.engine.routing.TransactionalMessenger;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.testing.TestRouter;

class BackendCallsTest {

  private static final Instant NOON = Instant.parse("2027-01-31T12:00:00Z");

  private ApiRouter api;

  @BeforeEach
  void start() {
    api =
        ApiRouter.start(
            TestRouter.builder()
                .time(NOON)
                .backend("broken", message -> SendResult.unusable("wrong password")));
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void allAreListedWithHowTheyAreAndWhatWaits() {
    Answered listed = api.get("/backends");

    assertThat(listed.status()).isEqualTo(200);
    assertThat(listed.json().get("backends"))
        .extracting(each -> each.get("name").stringValue())
        .containsExactlyInAnyOrder("test", "broken");
    Answered shown = api.get("/backends/test");
    assertThat(shown.json().get("state").stringValue()).isEqualTo("up");
    assertThat(shown.json().at("/waiting/out").intValue()).isZero();
    assertThat(shown.json().has("reason")).isFalse();
  }

  @Test
  void whatIsPausedIsHeldUntilItIsResumed() {
    Answered paused = api.post("/backends/test/pause", "");

    assertThat(paused.status()).isEqualTo(200);
    assertThat(paused.json().get("state").stringValue()).isEqualTo("held");
    assertThat(paused.json().get("since").stringValue()).isEqualTo(NOON.toString());
    api.post("/messages", "{\"backend\": \"test\", \"to\": \"0700\", \"text\": \"hello\"}");
    assertThat(api.get("/backends/test").json().at("/waiting/out").intValue()).isEqualTo(1);
    assertThat(api.get("/backends/test").json().at("/waiting/oldest").intValue()).isZero();
    assertThat(api.router().backend().texts()).isEmpty();

    Answered resumed = api.post("/backends/test/resume", "");

    assertThat(resumed.json().get("state").stringValue()).isEqualTo("up");
  }

  @Test
  void whatIsPausedTwiceIsPausedSinceTheFirstTime() {
    api.post("/backends/test/pause", "");

    assertThat(api.post("/backends/test/pause", "").json().get("since").stringValue())
        .isEqualTo(NOON.toString());
  }

  @Test
  void oneThatIsDownSaysWhy() {
    api.router()
        .injected(TransactionalMessenger.class)
        .send("hello", Connection.of("broken", "0700"));

    Answered shown = api.get("/backends/broken");

    assertThat(shown.json().get("state").stringValue()).isEqualTo("down");
    assertThat(shown.json().get("reason").stringValue()).contains("wrong password");
    assertThat(shown.json().has("next")).isTrue();
    assertThat(api.get("/messages").json().at("/messages/0/waiting/reason").stringValue())
        .startsWith("backend broken is down since " + NOON + ", and probed from ")
        .endsWith(": wrong password");
  }

  @Test
  void oneThatIsNotConfiguredIsNotFound() {
    assertThat(api.get("/backends/other").status()).isEqualTo(404);
    assertThat(api.get("/backends/no%20name").status()).isEqualTo(404);
    assertThat(api.post("/backends/other/pause", "").status()).isEqualTo(404);
    assertThat(api.post("/backends/other/resume", "").status()).isEqualTo(404);
  }

  @Test
  void aTokenSeesAndHoldsOnlyThoseThatItIsFor() {
    api.use(
        api.tokens()
            .add(
                new NewToken(
                    "one",
                    Set.of(Right.READ, Right.OPERATE),
                    Set.of(new BackendName("test")),
                    Optional.empty(),
                    Optional.empty())));

    assertThat(api.get("/backends").json().get("backends")).hasSize(1);
    assertThat(api.get("/backends/broken").status()).isEqualTo(403);
    assertThat(api.post("/backends/broken/pause", "").status()).isEqualTo(403);
    assertThat(api.post("/backends/test/pause", "").status()).isEqualTo(200);
  }

  @Test
  void whoOnlyReadsHoldsNothing() {
    api.use(api.token("reader", Set.of(Right.READ)));

    assertThat(api.post("/backends/test/pause", "").status()).isEqualTo(403);
    assertThat(api.get("/backends/test").json().get("state").stringValue()).isEqualTo("up");
  }
}
