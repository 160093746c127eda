package org.threadless.backend.httptester;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.threadless.app.echo.EchoPlugin;
import org.threadless.router.backend.BackendPlugin;
import org.threadless.router.conversation.StoredMessage;
import org.threadless.router.message.Connection;
import org.threadless.router.message.OutgoingStatus;
import org.threadless.testing.TestRouter;

@TestInstance(Lifecycle.PER_CLASS)
class HttpTesterTest {

  private final TestRouter router = router();
  private final Browser browser = new Browser(router.listen());

  @AfterAll
  void close() {
    router.close();
  }

  private static TestRouter router() {
    return TestRouter.builder()
        .app(new EchoPlugin())
        .backend("public", new HttpTesterPlugin(), HttpTesterSettings.none())
        .backend("private", new HttpTesterPlugin(), HttpTesterSettings.none())
        .start();
  }

  @Test
  void aPostedMessageIsRoutedAndItsReplyIsSent() throws Exception {
    HttpResponse<String> answer = browser.say("111", "echo hello");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("OK");
    assertThat(stored("public", "111"))
        .extracting(StoredMessage::text)
        .containsExactly("echo hello", "hello");
    assertThat(stored("public", "111").get(1).status()).isEqualTo(OutgoingStatus.SENT);
  }

  @Test
  void theLastSlashMayBeLeftOutOfAPost() throws Exception {
    assertThat(browser.post("public", "identity=112&text=x").statusCode()).isEqualTo(200);
  }

  @Test
  void twoTestersShareNothing() throws Exception {
    browser.post("public/", "identity=113&text=one");
    browser.post("private/", "identity=113&text=two");

    assertThat(stored("public", "113")).extracting(StoredMessage::text).containsExactly("one");
    assertThat(stored("private", "113")).extracting(StoredMessage::text).containsExactly("two");
  }

  @Test
  void aMessageWithAnExternalIdThatWasSeenIsNotRoutedAgain() throws Exception {
    browser.post("public/", "identity=114&text=echo+a&external-id=x7");
    browser.post("public/", "identity=114&text=echo+a&external-id=x7");

    assertThat(stored("public", "114"))
        .extracting(StoredMessage::text)
        .containsExactly("echo a", "a");
  }

  @Test
  void aPlainGetIsSentToAMadeUpPhone() throws Exception {
    Set<String> phones = new HashSet<>();
    for (String path : List.of("public/", "public", "public/?from=somewhere", "public/")) {
      HttpResponse<String> answer = browser.get(path);

      assertThat(answer.statusCode()).isEqualTo(302);
      String location = answer.headers().firstValue("Location").orElseThrow();
      assertThat(location).matches("/httptester/public/[1-9][0-9]{5}/");
      String phone = location.split("/", -1)[3];
      assertThat(Integer.parseInt(phone)).isBetween(111_111, 999_999);
      phones.add(phone);
    }
    assertThat(phones).hasSizeGreaterThan(1);
  }

  @Test
  void anyOtherMethodIs405() throws Exception {
    for (String method : List.of("PUT", "DELETE", "OPTIONS")) {
      HttpResponse<String> answer = browser.send(method, "public/", "identity=115&text=x");

      assertThat(answer.statusCode()).as(method).isEqualTo(405);
      assertThat(answer.headers().firstValue("Allow")).contains("GET, POST");
    }
    assertThat(stored("public", "115")).isEmpty();
  }

  @Test
  void headIsAnsweredLikeGetEverywhere() throws Exception {
    browser.say("119", "x");
    String live = "public/119/live";
    for (String path :
        List.of("public/", "public/119/", "public/119", "public/119/messages", live)) {
      HttpResponse<String> head = browser.send("HEAD", path, "");

      assertThat(head.statusCode()).as(path).isIn(200, 302);
      assertThat(head.body()).isEmpty();
    }
    assertThat(stored("public", "119")).hasSize(1);
  }

  @Test
  void aTextIsTakenWhateverItIs() throws Exception {
    for (String query : List.of("public/", "public/?from=page", "public//?from=page")) {
      browser.post(query, "identity=%2B120&text=%E9+100%+a%00b");
    }

    assertThat(stored("public", "+120"))
        .extracting(StoredMessage::text)
        .containsExactly("\u00e9 100% a\uFFFDb", "\u00e9 100% a\uFFFDb", "\u00e9 100% a\uFFFDb");
  }

  @Test
  void anIdentityIsMendedInFormsAndInPaths() throws Exception {
    browser.post("public/", "identity=+121&text=x");

    assertThat(stored("public", "+121")).hasSize(1);
    assertThat(browser.get("public/%E2%80%8F+121/messages").body()).contains("\"x\"");
    assertThat(browser.get("public/?identity=%E2%80%8F+121").headers().firstValue("Location"))
        .contains("/httptester/public/%2B121/");
  }

  @Test
  void aBadFieldIs400() throws Exception {
    HttpResponse<String> answer = browser.post("public/", "identity=116");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo("text: is missing from the form");
    assertThat(stored("public", "116")).isEmpty();
  }

  @Test
  void anUnknownNameOrPathIs404() throws Exception {
    assertThat(browser.get("nobody/").statusCode()).isEqualTo(404);
    assertThat(browser.post("nobody/", "identity=117&text=x").statusCode()).isEqualTo(404);
    assertThat(browser.post("public/117/more/", "identity=117&text=x").statusCode()).isEqualTo(404);
    assertThat(browser.get("public/117/more").statusCode()).isEqualTo(404);
  }

  @Test
  void withoutADatabaseItIs503() throws Exception {
    try (TestRouter broken = router()) {
      Browser asking = new Browser(broken.listen());
      broken.loseDatabase();

      assertUnavailable(
          asking.say("118", "x"), "the message could not be stored; send it again later");
      for (String path : List.of("", "messages", "script")) {
        assertUnavailable(asking.get("public/118/" + path), "the messages cannot be read now");
      }
      assertUnavailable(
          asking.post("public/118/clear", "what=all"), "the messages cannot be read now");
      assertUnavailable(
          asking.post("public/118/script", "script=118+%3E+x"), "the messages cannot be read now");
    }
  }

  @Test
  void theEngineIsFoundAsAPlugin() {
    assertThat(ServiceLoader.load(BackendPlugin.class).stream().map(each -> each.get().engine()))
        .containsExactly("httptester");
  }

  private static void assertUnavailable(HttpResponse<String> answer, String line) {
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).contains("5");
    assertThat(answer.body()).isEqualTo(line);
  }

  private List<StoredMessage> stored(String backend, String identity) {
    return router.conversations().conversation(Connection.of(backend, identity), 100);
  }
}
