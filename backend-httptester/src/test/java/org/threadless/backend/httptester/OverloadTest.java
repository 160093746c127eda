package org.threadless.backend.httptester;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.threadless.router.engine.call.Limits;

/** What a person gets when all places are taken: never an error of ours. */
class OverloadTest {

  private final HttpClient client = HttpClient.newHttpClient();
  private final SlowPlugin slow = new SlowPlugin();
  private Site site;
  private CompletableFuture<HttpResponse<String>> first;

  @BeforeEach
  void takeTheOnlyPlace() throws Exception {
    site = Site.start(new Limits(1), slow);
    first = client.sendAsync(post("", "identity=1&text=slow"), BodyHandlers.ofString());
    slow.awaitMessage();
  }

  @AfterEach
  void stop() {
    slow.goOn();
    first.join();
    site.close();
  }

  @Test
  void aMessageOfAPageAndAScriptMayBeTriedAgain() throws Exception {
    assertThat(body(say(""))).isEqualTo("too many messages are in progress; send it again");
    assertThat(body(say("?from=page")))
        .contains("too many messages are in progress; send it again");
    HttpRequest script = post("2/script", "script=2+%3E+hello");
    assertThat(body(client.send(script, BodyHandlers.ofString())))
        .isEqualTo("too many messages are in progress; try it again");
  }

  @Test
  void whatIsOnlyReadIsShownAllTheSame() throws Exception {
    for (String path : new String[] {"1/", "1/messages", "1/script"}) {
      HttpResponse<String> answer = client.send(get(path), BodyHandlers.ofString());

      assertThat(answer.statusCode()).as(path).isEqualTo(200);
    }
    HttpResponse<String> ready =
        client.send(
            HttpRequest.newBuilder(site.root().resolve("/health/ready")).build(),
            BodyHandlers.ofString());
    assertThat(body(ready)).startsWith("{\"status\":\"all places are taken\"");
  }

  @Test
  void onePageTooManyMayBeOpenedAgainLater() throws Exception {
    while (site.room().enter()) {
      // Each is the place of a page.
    }

    HttpResponse<String> answer = client.send(get("1/live"), BodyHandlers.ofString());

    assertThat(body(answer)).isEqualTo("too many pages are open");
    assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain; charset=UTF-8");
    site.room().leave();
    HttpResponse<InputStream> open = client.send(get("1/live"), BodyHandlers.ofInputStream());
    assertThat(open.statusCode()).isEqualTo(200);
    open.body().close();
  }

  private static String body(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).contains("5");
    return answer.body();
  }

  private HttpResponse<String> say(String query) throws Exception {
    return client.send(post(query, "identity=2&text=hello"), BodyHandlers.ofString());
  }

  private HttpRequest get(String path) {
    return HttpRequest.newBuilder(URI.create(site.url(path))).build();
  }

  private HttpRequest post(String path, String form) {
    return HttpRequest.newBuilder(URI.create(site.url(path)))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(form))
        .build();
  }
}
