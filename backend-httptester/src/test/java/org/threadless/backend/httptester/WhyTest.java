package org.threadless.backend.httptester;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.threadless.app.echo.EchoPlugin;
import org.threadless.router.conversation.StoredMessage;
import org.threadless.router.message.Connection;
import org.threadless.testing.TestRouter;

/** Which app answers, and why; and what was cleared: over plain HTTP, as without scripts. */
@TestInstance(Lifecycle.PER_CLASS)
class WhyTest {

  private static final String NOBODY = "01a21066-925f-7292-96ca-29a1d20b0848";

  private final TestRouter router =
      TestRouter.builder()
          .app(new DecidingPlugin())
          .app(new EchoPlugin())
          .backend("public", new HttpTesterPlugin(), HttpTesterSettings.none())
          .start();
  private final Browser browser = new Browser(router.listen());

  @AfterAll
  void close() {
    router.close();
  }

  @ParameterizedTest
  @CsvSource({
    "echo a, echo handles it.",
    "please echo a, echo handles it.",
    "stop, 'deciding stops it, and no other app sees it.'",
    "help, 'No app handles it, so deciding answers.'",
    "mumble, No app answers it."
  })
  void theFirstSentenceSaysWhichAppAnswers(String text, String sentence) throws Exception {
    assertThat(why(text).body()).contains("<p class=\"verdict held\">" + sentence + "</p>");
  }

  @Test
  void eachStepSaysWhatAnAppDid() throws Exception {
    assertThat(why("please echo <a>").body())
        .containsSubsequence(
            "<p class=\"asked\" dir=\"auto\">please echo &lt;a&gt;</p>",
            "<strong>deciding</strong> <span class=\"meta\">parse, ",
            "changed the text to: <bdi>echo &lt;a&gt;</bdi>",
            "<li class=\"good\"><strong>echo</strong> <span class=\"meta\">handle, ",
            "true: handled it",
            "says: <bdi>&lt;a&gt;</bdi>",
            "<li dir=\"auto\">&lt;a&gt;</li>");
  }

  @Test
  void whatAnAppThrowsIsAStepToo() throws Exception {
    assertThat(why("fail").body())
        .contains("<li class=\"bad\"><strong>deciding</strong>")
        .contains("threw java.lang.IllegalStateException: it is &lt;broken&gt;");
  }

  @Test
  void nothingIsStoredOrSent() throws Exception {
    why("echo once");

    assertThat(stored("801")).filteredOn("text", "once").hasSize(1);
  }

  @Test
  void onlyMessagesThatCameFromThisPhoneAreExplained() throws Exception {
    browser.say("802", "echo mine");
    String out = stored("802").get(1).id().toString();
    String in = stored("802").get(0).id().toString();

    assertThat(browser.post("public/802/why", "message=" + NOBODY).statusCode()).isEqualTo(404);
    assertThat(browser.post("public/802/why", "message=" + out).statusCode()).isEqualTo(404);
    assertThat(browser.post("public/803/why", "message=" + in).statusCode()).isEqualTo(404);
    assertThat(browser.post("public/802/why", "message=x").body())
        .isEqualTo("message: must be the id of a message");
    assertThat(browser.get("public/802/why").statusCode()).isEqualTo(405);
  }

  @Test
  void thePageAfterClearingOffersToTakeItBack() throws Exception {
    browser.say("804", "old");
    String cleared = location(browser.post("public/804/clear", "what=conversation"));
    String id = stored("804").get(0).id().toString();
    assertThat(cleared).endsWith("/804/?what=conversation&up-to=" + id + "&before=");

    assertThat(browser.get("public/804/" + cleared.substring(cleared.indexOf('?'))).body())
        .contains("This conversation is hidden.")
        .contains("action=\"restore\"")
        .doesNotContain(">old</p>");
    String back =
        location(browser.post("public/804/restore", "what=conversation&up-to=" + id + "&before="));

    assertThat(back).endsWith("/804/");
    assertThat(browser.get("public/804/").body()).contains(">old</p>");
  }

  @Test
  void whereNothingIsShownNothingIsCleared() throws Exception {
    assertThat(location(browser.post("public/805/clear", "what=conversation"))).endsWith("/805/");
    browser.say("805", "old");
    browser.post("public/805/clear", "what=conversation");

    assertThat(location(browser.post("public/805/clear", "what=conversation"))).endsWith("/805/");
  }

  @Test
  void allIsClearedThoughTheLastThatSpokeWasClearedBefore() throws Exception {
    browser.say("807", "old");
    browser.say("808", "newer");
    browser.post("public/808/clear", "what=conversation");

    browser.post("public/808/clear", "what=all");

    assertThat(browser.get("public/807/").body()).doesNotContain(">old</p>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "what=all&up-to=x",
        "what=all",
        "what=all&up-to=" + NOBODY + "&before=x",
        "what=some&up-to=" + NOBODY,
        "up-to=" + NOBODY
      })
  void whatCannotBeTakenBackIs400(String form) throws Exception {
    assertThat(browser.post("public/806/restore", form).statusCode()).isEqualTo(400);
  }

  private HttpResponse<String> why(String text) throws Exception {
    browser.say("801", text);
    List<StoredMessage> all = stored("801");
    StoredMessage message =
        all.stream()
            .filter(each -> each.text().equals(text))
            .reduce((first, second) -> second)
            .orElseThrow();
    return browser.post("public/801/why", "message=" + message.id());
  }

  private List<StoredMessage> stored(String phone) {
    return router.conversations().conversation(Connection.of("public", phone), 1000);
  }

  private static String location(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(303);
    return answer.headers().firstValue("Location").orElseThrow();
  }
}
