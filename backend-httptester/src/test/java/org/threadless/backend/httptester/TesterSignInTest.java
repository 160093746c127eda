package org.threadless.backend.httptester;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.threadless.http.HttpSettings;

/** Who may use a tester, by where the server listens. */
class TesterSignInTest {

  private static final String NEEDS_CONSOLE =
      "one has to be signed in here, which is done in the console: its section is missing in the"
          + " configuration";

  private static HttpResponse<String> say(int port) throws Exception {
    URI url = URI.create("http://127.0.0.1:" + port + "/httptester/public/");
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(url)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("identity=501&text=hello"))
                .build(),
            BodyHandlers.ofString());
  }

  @Test
  void onThisMachineAloneAScriptNeedsNoMoreThanTheUrl() throws Exception {
    try (Site site = Site.start()) {
      assertThat(say(site.port()).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void whereOthersCanReachItNobodySaysAnythingWithoutBeingSignedIn() throws Exception {
    try (Site site = Site.start(new HttpSettings("0.0.0.0", 0))) {
      HttpResponse<String> refused = say(site.port());

      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(refused.body()).isEqualTo(NEEDS_CONSOLE);
    }
  }

  @Test
  void theSettingSaysOtherwise() {
    HttpSettings everywhere = new HttpSettings("0.0.0.0", 0);
    HttpSettings here = new HttpSettings("127.0.0.1", 0);

    assertThat(new HttpTesterSettings(false).asksToSignIn(everywhere)).isFalse();
    assertThat(new HttpTesterSettings(true).asksToSignIn(here)).isTrue();
    assertThat(new HttpTesterPlugin().isOpenToAll(new HttpTesterSettings(false))).isTrue();
    assertThat(new HttpTesterPlugin().isOpenToAll(HttpTesterSettings.none())).isFalse();
  }
}
