package org.threadless.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ApiPageTest {

  private static final Pattern REFERENCE = Pattern.compile("(?:src|href)=\"([^\"]*)\"");

  private static ApiRouter api;

  private final HttpClient browser = HttpClient.newHttpClient();

  @BeforeAll
  static void start() {
    api = ApiRouter.start();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void itIsMadeOfFilesOfThisServerAlone() throws Exception {
    HttpResponse<String> page = get("/api/");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'", "script-src 'self'", "style-src 'self'")
        .doesNotContain("unsafe");
    List<String> references =
        REFERENCE.matcher(page.body()).results().map(result -> result.group(1)).toList();
    assertThat(references).hasSizeGreaterThan(3).noneMatch(each -> each.contains("//"));
    for (String each : references) {
      if (!each.startsWith("data:")) {
        assertThat(get("/api/" + each).statusCode()).as(each).isEqualTo(200);
      }
    }
    assertThat(Pattern.compile("<script[^>]*>(.*?)</script>").matcher(page.body()).results())
        .extracting((MatchResult script) -> script.group(1))
        .isNotEmpty()
        .containsOnly("");
  }

  @Test
  void itsFilesAreAskedForByGetAlone() throws Exception {
    for (String path : List.of("/api/", "/api/openapi.yaml", "/api/page.js")) {
      HttpRequest request =
          HttpRequest.newBuilder(api.root().resolve(path)).POST(BodyPublishers.noBody()).build();
      HttpResponse<String> answer = browser.send(request, BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(405);
      assertThat(answer.headers().firstValue("Allow")).contains("GET");
    }
  }

  @Test
  void theRootLeadsToIt() throws Exception {
    assertThat(get("/").body()).contains("/api/");
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return browser.send(
        HttpRequest.newBuilder(api.root().resolve(path)).build(), BodyHandlers.ofString());
  }
}
