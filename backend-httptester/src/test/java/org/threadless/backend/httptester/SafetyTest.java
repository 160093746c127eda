package org.threadless.backend.httptester;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.threadless.app.echo.EchoPlugin;
import org.threadless.router.message.Connection;

/** What keeps other sites out, and what a browser without scripts gets; over plain HTTP. */
@TestInstance(Lifecycle.PER_CLASS)
class SafetyTest {

  private static final String FORM = "identity=701&text=hello";
  private static final Pattern OWN_FILE =
      Pattern.compile("(?:href|src)=\"(/[^\"]*/assets/[^\"]*)\"");

  private final HttpClient client = HttpClient.newHttpClient();
  private Site site;

  @BeforeAll
  void start() throws IOException {
    site = Site.start(new EchoPlugin());
  }

  @AfterAll
  void stop() {
    site.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"701/", "701/messages", "701/script", "", "nowhere/at/all"})
  void everyAnswerTellsBrowsersToRunAndShowNothingForeign(String path) throws Exception {
    HttpResponse<String> answer = send(get(path));

    assertThat(header(answer, "Content-Security-Policy"))
        .contains("default-src 'none'")
        .contains("script-src 'self'")
        .contains("style-src 'self'")
        .contains("frame-ancestors 'none'")
        .doesNotContain("unsafe")
        .doesNotContain("*");
    assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(header(answer, "X-Frame-Options")).isEqualTo("DENY");
  }

  @ParameterizedTest
  @CsvSource({
    "Sec-Fetch-Site, cross-site",
    "Sec-Fetch-Site, same-site",
    "Origin, https://evil.example",
    "Origin, null",
    "Origin, http://127.0.0.1:1",
    "Origin, not a url",
  })
  void whatAnotherSiteMakesABrowserSendIsRefused(String name, String value) throws Exception {
    for (String path : new String[] {"", "701/clear", "701/restore", "701/script", "701/why"}) {
      HttpResponse<String> answer = send(post(path, FORM).header(name, value));

      assertThat(answer.statusCode()).as(path).isEqualTo(403);
      assertThat(answer.body()).isEqualTo("a page of another site may not do this");
    }
    assertThat(site.store().conversation(Connection.of("public", "701"), 1)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"701/", "701/messages", "701/script", "701/live"})
  void whatAnotherSiteMakesABrowserReadIsRefused(String path) throws Exception {
    HttpResponse<String> answer =
        send(get(path).header("Sec-Fetch-Site", "cross-site").header("Sec-Fetch-Mode", "cors"));

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).isEqualTo("a page of another site may not do this");
  }

  @Test
  void aLinkOfAnotherSiteMayLeadToAPageAndNotToAStream() throws Exception {
    assertThat(send(visit("701/")).statusCode()).isEqualTo(200);
    assertThat(send(visit("701/live")).statusCode()).isEqualTo(403);
  }

  private HttpRequest.Builder visit(String path) {
    return get(path).header("Sec-Fetch-Site", "cross-site").header("Sec-Fetch-Mode", "navigate");
  }

  @ParameterizedTest
  @CsvSource({"Sec-Fetch-Site, same-origin", "Sec-Fetch-Site, none", "Accept, 'text/html, */*'"})
  void ourOwnPageAndCurlAreNot(String name, String value) throws Exception {
    HttpResponse<String> answer = send(post("", "identity=702&text=hello").header(name, value));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("OK");
  }

  @Test
  void anOriginThatIsOursIsNotRefused() throws Exception {
    String origin = "http://127.0.0.1:" + site.port();

    assertThat(send(post("", "identity=702&text=x").header("Origin", origin)).statusCode())
        .isEqualTo(200);
  }

  @Test
  void aFormOfABrowserIsLedBackToThePage() throws Exception {
    HttpResponse<String> answer = send(post("?from=page", "identity=a%2Fb&text=one%0D%0Atwo"));

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(header(answer, "Location")).endsWith("/httptester/public/a%2Fb/");
    assertThat(site.store().conversation(Connection.of("public", "a/b"), 1).get(0).text())
        .isEqualTo("one\ntwo");
  }

  @Test
  void aFormThatCannotBeSentIsAPageWithASentenceThatIsNoMarkup() throws Exception {
    HttpResponse<String> answer = send(post("?from=page", "identity=&text=%3Cb%3E"));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(header(answer, "Content-Type")).isEqualTo("text/html; charset=UTF-8");
    assertThat(answer.body()).contains("identity: must have 1 to 100 characters");
  }

  @Test
  void anIdentityIsEscapedWhereverItStands() throws Exception {
    String page = send(get("%22%3E%3Cscript%3Ex%3C%2Fscript%3E/")).body();

    assertThat(page)
        .contains("<h1 dir=\"auto\">\"&gt;&lt;script&gt;x&lt;/script&gt;</h1>")
        .doesNotContain("<script>x");
  }

  @Test
  void filesOfThePageAreKeptForEverUnderTheNameOfTheirContent() throws Exception {
    String page = send(get("703/")).body();
    String[] files =
        OWN_FILE.matcher(page).results().map(match -> match.group(1)).toArray(String[]::new);
    assertThat(files).hasSize(6);

    for (String file : files) {
      HttpResponse<String> answer = send(HttpRequest.newBuilder(site.root().resolve(file)));
      assertThat(answer.statusCode()).as(file).isEqualTo(200);
      assertThat(header(answer, "Cache-Control")).contains("immutable");
      assertThat(header(answer, "Content-Type")).startsWith("text/");
    }
    String missing = files[0].replaceFirst("[^/]*$", "nothing.js");
    assertThat(send(HttpRequest.newBuilder(site.root().resolve(missing))).statusCode())
        .isEqualTo(404);
  }

  @Test
  void nothingIsInlineInThePage() throws Exception {
    String page = send(get("703/")).body();

    assertThat(page).doesNotContainPattern("<style|style=|<script>| on[a-z]+=|javascript:");
    assertThat(Pattern.compile("https?://").matcher(page).results().map(MatchResult::group))
        .as("addresses of others")
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'', identity=%2B41+79, /httptester/public/%2B41%2079/",
    "'', identity=a%2Fb, /httptester/public/a%2Fb/",
    "704, '', /httptester/public/704/",
    "a%2Fb, '', /httptester/public/a%2Fb/",
    "'', identity=., /httptester/public/%E2%81%A0./",
    "'', identity=.., /httptester/public/%E2%81%A0../",
    "'', identity=..., /httptester/public/.../"
  })
  void aPhoneIsFoundByItsNumber(String path, String query, String location) throws Exception {
    HttpResponse<String> answer = send(get(path + (query.isEmpty() ? "" : "?" + query)));

    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(header(answer, "Location")).endsWith(location);
  }

  @Test
  void whatIsToBeClearedMustBeSaid() throws Exception {
    HttpResponse<String> answer = send(post("705/clear", "what=everything"));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo("what: must be conversation or all");
  }

  private HttpRequest.Builder get(String path) {
    return HttpRequest.newBuilder(URI.create(site.url(path)));
  }

  private HttpRequest.Builder post(String path, String form) {
    return get(path)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(form));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }
}
