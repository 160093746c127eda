package org.threadless.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleTest {

  private static final ConsoleRouter console = ConsoleRouter.start();

  @AfterAll
  static void stop() {
    console.close();
  }

  @Test
  void thePageThatItBeginsWithIsInTheShell() {
    HttpResponse<String> today = console.get("/");

    assertThat(today.statusCode()).isEqualTo(200);
    assertThat(today.body())
        .contains("<h1>Today</h1>", "href=\"/console/messages\"", ">admin</span>", "console.css");
    assertThat(today.headers().firstValue("Content-Security-Policy")).isPresent();
  }

  @Test
  void whatIsNotThereIsSaidOnAPage() {
    HttpResponse<String> nothing = console.get("/nothing");

    assertThat(nothing.statusCode()).isEqualTo(404);
    assertThat(nothing.body()).contains("Not found", "There is nothing here.", "Messages");
  }

  @Test
  void whatCannotBeDoneThereNamesWhatCan() {
    HttpResponse<String> posted = console.post("/", "any", "thing");

    assertThat(posted.statusCode()).isEqualTo(405);
    assertThat(posted.body()).contains("Use GET.");
  }

  @Test
  void whoIsNotSignedInBringsNoMoreThanMostMay() {
    HttpResponse<String> refused =
        console.send(
            HttpRequest.newBuilder(console.page("/broadcasts"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("a&".repeat(4_000_000))));

    assertThat(refused.statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/sign-in", "/sign-out", "/password", "/link/abc"})
  void thePlacesToSignInTakeNoMoreThan64KiBWhoeverAsks(String place) {
    BodyPublisher much = BodyPublishers.ofString("a&".repeat(40_000));

    HttpResponse<String> stranger =
        console.send(HttpRequest.newBuilder(console.page(place)).POST(much));
    HttpResponse<String> visitor = console.send(console.request(place).POST(much));

    assertThat(stranger.statusCode()).isEqualTo(413);
    assertThat(stranger.body()).isEqualTo("the request is larger than 64 KiB");
    assertThat(visitor.statusCode()).isEqualTo(413);
  }

  @Test
  void aFormOfTooManyFieldsIsRefusedInOneLineAlsoOfThoseWhoAreSignedIn() {
    HttpResponse<String> refused =
        console.send(
            console
                .request("/groups")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("a&".repeat(4_000_000))));

    assertThat(refused.statusCode()).isEqualTo(413);
    assertThat(refused.body()).contains("the form has more than 10,000 fields");
  }

  @Test
  void whoIsSignedInBringsAsMuchAsATableIs() {
    HttpResponse<String> taken =
        console.post("/groups", "other", "a".repeat(1_000_000), "name", "large");

    assertThat(taken.statusCode()).isEqualTo(303);
  }
}
