package org.threadless.console.today;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.threadless.app.echo.EchoPlugin;
import org.threadless.console.ConsoleRouter;
import org.threadless.router.backend.SendResult;
import org.threadless.router.engine.access.user.Role;
import org.threadless.router.engine.backlog.Backlog;
import org.threadless.router.engine.routing.TransactionalMessenger;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.SendOptions;
import org.threadless.testing.TestRouter;

class TodayTest {

  private String reason = "no such number";

  private final ConsoleRouter console =
      ConsoleRouter.start(
          TestRouter.builder()
              .projectName("<b>Clinics</b>")
              .app(new EchoPlugin())
              .backend("refuses", message -> SendResult.refused(reason))
              .backend("away", message -> SendResult.retry("connection refused")));

  @AfterEach
  void stop() {
    console.close();
  }

  @Test
  void aNewInstallationIsToldWhatToDoFirst() {
    assertThat(console.get("/").body())
        .contains("Nothing was said yet", "Add a tester to the backends", "docs/gateways.md")
        .contains("&lt;b&gt;Clinics&lt;/b&gt;")
        .doesNotContain("Messages each hour");
  }

  @Test
  void messagesAreCountedByTheHourAndTheDayAsAPictureAndAsATable() {
    console.router().say("echo hello");
    send("refuses", "1");

    String page = console.get("/").body();

    assertThat(page)
        .contains("aria-label=\"Messages each hour of the last 24: 1 came in, 1 went out, 1 went")
        .contains("aria-label=\"Messages each day of the last 30: 1 came in, 1 went out, 1 went")
        .containsPattern("<title>[^<]+ UTC: 1 came in, 1 went out, 1 went wrong</title>")
        .contains("<rect class=\"in\"", "<rect class=\"bad\"", "The same as a table");
  }

  @Test
  void theMessagesOfOneBackendCanBeCountedAlone() {
    console.router().say("echo hello");
    send("refuses", "1");

    assertThat(console.get("/").body()).contains("/console/?backend=refuses");
    assertThat(console.get("/?backend=refuses").body())
        .contains("Messages each hour of the last 24: 1 went wrong.")
        .contains("hx-get=\"/console/today/counts?backend=refuses\"")
        .contains("Only messages of <strong>refuses</strong> are counted.");
    assertThat(console.get("/?backend=%3Cscript%3E").statusCode()).isEqualTo(400);
  }

  @Test
  void whatFailsMostIsToldWithItsReasonAndWhereItIs() {
    send("refuses", "1");
    send("refuses", "2");
    reason = "<script>alert(1)</script>\u202E";
    send("refuses", "3");

    assertThat(console.get("/").body())
        .containsSubsequence(">2</a>", "no such number", ">1</a>", "&lt;script&gt;alert(1)")
        .contains("/console/messages?backend=refuses&amp;direction=out&amp;status=failed&amp;from=")
        .doesNotContain("<script>alert");
  }

  @Test
  void whatIsDownIsToldWithSinceWhenAndWhy() {
    for (int i = 0; i < 5; i++) {
      send("away", "1" + i);
    }

    assertThat(console.get("/today/now").body())
        .contains("is down</strong> since <time datetime=\"")
        .contains("connection refused", "5 wait", "it is tried again at")
        .containsSubsequence(
            "<dt>to be sent</dt>", "<dd>5</dd>", "<dt>backends down", "<dd>1</dd>");
  }

  @Test
  void whatIsPausedIsTold() {
    console.router().injected(Backlog.class).pause(new BackendName("refuses"));
    send("refuses", "1");

    assertThat(console.get("/today/now").body())
        .contains("<span class=\"badge calm\">paused</span>", "since <time datetime=")
        .containsPattern(
            "notice calm\"><a href=\"/console/backends/refuses\">refuses</a> is paused")
        .contains("1 wait until somebody resumes it", ">paused by hand</span>")
        .doesNotContain("paused by hand since");
  }

  @Test
  void whatIsForLaterIsNotAmongWhatWaits() {
    console
        .router()
        .injected(TransactionalMessenger.class)
        .send(
            "later",
            SendOptions.none().notBefore(Instant.now().plus(Duration.ofDays(1))),
            List.of(Connection.of("test", "1")));

    assertThat(console.get("/today/now").body())
        .containsSubsequence(
            "<dt>to be sent</dt>", "<dd>0</dd>", "<dt>for later</dt>", "<dd>1</dd>");
  }

  @Test
  void requestsThatWereRefusedAreToldWithTheReason() {
    assertThat(console.get("/").body()).doesNotContain("refused lately");

    HttpResponse<String> refused = console.get("/messages?from=%3Cscript%3Ealert(1)%3C/script%3E");

    assertThat(refused.statusCode()).isGreaterThanOrEqualTo(400);
    assertThat(console.get("/today/now").body())
        .contains("Requests that were refused lately")
        .doesNotContain("<script>alert");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/today/now", "/today/counts"})
  void aReaderSeesIt(String path) {
    console.router().say("echo hello");

    assertThat(console.as(Role.READER).get(path).statusCode()).isEqualTo(200);
  }

  @Test
  void theFragmentsAreTheSamePartsOfThePage() {
    console.router().say("echo hello");

    String page = console.get("/").body();

    assertThat(page).contains(console.get("/today/now").body().strip());
    assertThat(page).contains(console.get("/today/counts").body().strip());
  }

  private void send(String backend, String number) {
    console
        .router()
        .injected(TransactionalMessenger.class)
        .send("hello", Connection.of(backend, number));
  }
}
