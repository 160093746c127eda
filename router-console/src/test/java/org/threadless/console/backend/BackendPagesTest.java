package org.threadless.console.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.threadless.console.ConsoleRouter;
import org.threadless.router.engine.access.user.Role;
import org.threadless.router.engine.backlog.Backlog;
import org.threadless.router.message.BackendName;

class BackendPagesTest {

  private ConsoleRouter console;

  @BeforeEach
  void start() {
    console = ConsoleRouter.start();
  }

  @AfterEach
  void stop() {
    console.close();
  }

  private String backend() {
    return "test";
  }

  @Test
  void allAreListedWithTheirState() {
    assertThat(console.get("/backends").body()).contains(backend(), ">up</span>");
  }

  @Test
  void onlyThePartThatChangesIsReadAnew() {
    assertThat(console.get("/backends/live").body()).contains(backend()).doesNotContain("<html");
  }

  @Test
  void onesPauseHoldsUntilItIsEnded() {
    HttpResponse<String> paused = console.post("/backends/" + backend() + "/pause");

    assertThat(paused.statusCode()).isEqualTo(303);
    assertThat(console.get("/backends/" + backend()).body()).contains(">paused</span>", "Resume");
    console.post("/backends/" + backend() + "/resume");
    assertThat(console.get("/backends/" + backend()).body()).contains(">up</span>", "Pause");
  }

  @Test
  void oneThatIsResumedAndDownIsNotSaidToSendWhatWaits() {
    console
        .router()
        .injected(Backlog.class)
        .suspend(new BackendName(backend()), Instant.now().plusSeconds(60));

    HttpResponse<String> resumed = console.post("/backends/" + backend() + "/resume");

    String page = resumed.headers().firstValue("Location").orElseThrow();
    assertThat(console.get(page.substring("/console".length())).body())
        .contains("It is not paused, but down: what waits goes out once a probe is answered.");
  }

  @Test
  void readersSeeItAndChangeNothing() {
    console.as(Role.READER);

    assertThat(console.post("/backends/" + backend() + "/pause").statusCode()).isEqualTo(403);
    assertThat(console.get("/backends/" + backend()).body())
        .contains(">up</span>")
        .doesNotContain("Pause", "Send it");
  }

  @Test
  void aMessageTriesIt() {
    HttpResponse<String> tried =
        console.post("/backends/" + backend() + "/try", "number", "254700111222", "text", "hello");

    assertThat(tried.statusCode()).isEqualTo(303);
    assertThat(tried.headers().firstValue("Location").orElseThrow())
        .startsWith("/console/messages/");
  }

  @Test
  void aNumberThatIsNoneIsRefusedByName() {
    HttpResponse<String> tried =
        console.post("/backends/" + backend() + "/try", "number", "1".repeat(200), "text", "hello");

    assertThat(tried.statusCode()).isEqualTo(400);
    assertThat(tried.body()).contains("number: ");
  }

  @Test
  void anUnknownOneIsNotFound() {
    assertThat(console.get("/backends/other").statusCode()).isEqualTo(404);
  }
}
