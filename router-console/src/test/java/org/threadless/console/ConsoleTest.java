package org.threadless.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

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
}
