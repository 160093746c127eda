package org.threadless.http.server.refusal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.threadless.http.FormServer;
import org.threadless.http.HttpService;
import org.threadless.http.HttpSettings;
import org.threadless.http.Services;
import org.threadless.http.receive.IncomingForm;
import org.threadless.http.response.Answers;
import org.threadless.http.response.RefusalReason;
import org.threadless.http.response.RefusedRequests;
import org.threadless.http.server.handler.BodyRoom;
import org.threadless.http.wiring.ConfiguredEndpoint;

/** Every 4xx is told of, and not too often. */
class RefusalsTest {

  private static final String FORM = "application/x-www-form-urlencoded";

  private final Logger logger = (Logger) LoggerFactory.getLogger(Refusals.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final FormServer server = new FormServer(IncomingForm.posted("identity", "text"));

  @BeforeEach
  void listen() {
    lines.start();
    logger.setLevel(Level.WARN);
    logger.addAppender(lines);
  }

  @AfterEach
  void stop() {
    server.close();
    logger.detachAppender(lines);
    logger.setLevel(null);
  }

  @Test
  void theFirstOfAKindIsLoggedAtOnceAndTheRestInOneLine() {
    for (int i = 0; i < 3; i++) {
      server.post(FORM, "identity=1");
    }
    awaitRefused(3);
    assertThat(shown())
        .containsExactly(
            "backend g: a request from 127.0.0.1 was answered 400: text: is missing from the form");

    server.close();

    assertThat(shown())
        .hasSize(2)
        .last()
        .isEqualTo(
            "backend g: 2 more requests were answered 400 since then, the last from 127.0.0.1:"
                + " text: is missing from the form");
  }

  @Test
  void anAddressOfNineNumbersIsLogged() {
    server.post(FORM, "text=x&identity=" + "%2B254700111222,".repeat(9));
    awaitRefused(1);

    assertThat(shown())
        .singleElement()
        .asString()
        .endsWith("answered 400: identity: must have 1 to 100 characters, and has 126");
  }

  @Test
  void whoeverAnswersItIsToldOf() {
    server.post("application/json", "{}");
    server.request("PUT /form/g/", "", "");
    server.request("GET /form/other/secret?token=secret", "", "");
    server.request("GET /form/g/%E9", "", "");
    server.request("POST /form/g/", "Content-Type: " + FORM, "text=" + "x".repeat(70_000));
    server.raw("NONSENSE\r\n\r\n");
    server.request("GET /form/g/?" + "x".repeat(300_000), "", "");
    awaitRefused(7);

    assertThat(shown())
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("backend g")
                    .contains("answered 415: the content type application/json"))
        .anySatisfy(
            line -> assertThat(line).startsWith("backend g").contains("answered 405: use POST"))
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("no backend")
                    .endsWith("404: nothing is at /form/other"))
        .anySatisfy(line -> assertThat(line).contains("answered 413: the request is larger"))
        .anySatisfy(line -> assertThat(line).contains("answered 400: the request cannot be read: "))
        .anySatisfy(line -> assertThat(line).contains("answered 414"))
        .noneMatch(line -> line.contains("secret"));
  }

  @Test
  void theCountsAreShown() {
    server.post(FORM, "identity=1");
    server.post(FORM, "text=1");
    server.request("GET /nothing", "", "");
    awaitRefused(3);

    assertThat(server.request("GET /health/ready", "", ""))
        .contains(
            "\"refused\":[{\"backend\":\"\",\"status\":404,\"requests\":1},"
                + "{\"backend\":\"g\",\"status\":400,\"requests\":2}]");
  }

  @Test
  void whatComesLaterIsLoggedWhenTheMinuteIsOver() {
    List<Runnable> minutes = new ArrayList<>();
    Refusals refusals = new Refusals(path -> Optional.of("g"), (work, after) -> minutes.add(work));
    refusals.add("g", 400, RefusalReason.of("why"), "1.2.3.4");
    refusals.add("g", 400, RefusalReason.of("why"), "1.2.3.5");

    minutes.remove(0).run();
    assertThat(shown())
        .last()
        .asString()
        .startsWith("backend g: 1 more requests")
        .contains("1.2.3.5");

    minutes.remove(0).run();
    assertThat(shown()).hasSize(2);
    assertThat(minutes).isEmpty();

    refusals.add("g", 400, RefusalReason.of("why"), "1.2.3.6");
    assertThat(shown()).last().asString().startsWith("backend g: a request from 1.2.3.6");
  }

  @Test
  void ofAReasonThatShowsWhatCameThereIsOneLineAMinute() {
    List<Runnable> minutes = new ArrayList<>();
    Refusals refusals = new Refusals(path -> Optional.of("g"), (work, after) -> minutes.add(work));
    refusals.add("g", 200, new RefusalReason("no rule", "no rule: it is x"), "1.2.3.4");
    refusals.add("g", 200, new RefusalReason("no rule", "no rule: it is y"), "1.2.3.4");
    refusals.add("g", 200, new RefusalReason("no rule", "no rule: it is\nz"), "1.2.3.4");

    assertThat(shown()).singleElement().asString().endsWith("answered 200: no rule: it is x");

    minutes.remove(0).run();
    assertThat(shown()).hasSize(2).last().asString().endsWith("no rule: it is?z");
    assertThat(shown()).last().asString().startsWith("backend g: 2 more requests");
  }

  @Test
  void whyRequestsWereRefusedLatelyCanBeReadTheNewestFirst() {
    Refusals refusals = new Refusals(path -> Optional.of("g"), (work, after) -> {});
    refusals.add("g", 403, RefusalReason.of("the key is wrong"), "1.2.3.4");
    refusals.add("g", 400, RefusalReason.of("text is missing"), "1.2.3.4");
    refusals.add("g", 403, RefusalReason.of("the key is wrong"), "5.6.7.8");

    assertThat(refusals.recent())
        .extracting(
            RefusedRequests.Recent::place,
            RefusedRequests.Recent::status,
            RefusedRequests.Recent::reason,
            RefusedRequests.Recent::caller,
            RefusedRequests.Recent::requests)
        .containsExactly(
            tuple("backend g", 403, "the key is wrong", "5.6.7.8", 2L),
            tuple("backend g", 400, "text is missing", "1.2.3.4", 1L));
  }

  @Test
  void aStrangerCannotFillWhatIsRemembered() {
    Refusals refusals = new Refusals(path -> Optional.empty(), (work, after) -> {});
    for (char each = 'A'; each < 'A' + 2 * RecentRefusals.MOST; each++) {
      refusals.add("", 404, RefusalReason.of("nothing is at /" + each), "1.2.3.4");
    }

    assertThat(refusals.recent()).hasSize(RecentRefusals.MOST);
  }

  @Test
  void aStrangerCannotFillTheLog() {
    Refusals refusals = new Refusals(path -> Optional.empty(), (work, after) -> {});
    for (char each = 'A'; each < 'A' + 100; each++) {
      refusals.add("", 404, RefusalReason.of("nothing is at /" + each), "1.2.3.4");
    }

    assertThat(shown()).hasSizeLessThan(25);
    assertThat(refusals.counts()).containsExactly(new RefusedRequests.Count("", 404, 100));
  }

  @Test
  void aBackendIsLockedOutUntilARequestIsTakenWithoutAToken() throws Exception {
    List<Runnable> minutes = new ArrayList<>();
    Refusals refusals = new Refusals(path -> Optional.of("g"), (work, after) -> minutes.add(work));
    Server server = new Server();
    LocalConnector connector = new LocalConnector(server);
    server.addConnector(connector);
    server.setHandler(new Doorkeeper());
    server.setRequestLog(refusals);
    server.start();
    try {
      for (String path : List.of("/denied", "/denied", "/by-token", "/no-token", "/denied")) {
        connector.getResponse("GET " + path + " HTTP/1.0\r\n\r\n");
      }
      await()
          .until(() -> refusals.counts().equals(List.of(new RefusedRequests.Count("g", 403, 4))));
      List.copyOf(minutes).forEach(Runnable::run);

      assertThat(refusals.lockedOut()).containsExactly(new RefusedRequests.Shut("g", 3, "no"));

      connector.getResponse("GET /taken HTTP/1.0\r\n\r\n");
      await().until(() -> refusals.lockedOut().isEmpty());
    } finally {
      server.stop();
    }
  }

  /** Lets those in who ask for another path than one that refuses them. */
  private static final class Doorkeeper extends Handler.Abstract {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      String path = request.getHttpURI().getPath();
      if (path.equals("/denied")) {
        Answers.denied(request);
      } else if (path.endsWith("-token")) {
        Answers.byToken(request);
      }
      boolean refused = path.equals("/denied") || path.equals("/no-token");
      Answers.line(response, callback, refused ? 403 : 200, "no");
      return true;
    }
  }

  // A request is counted when it is over, which is after its answer is read.
  private void awaitRefused(int requests) {
    await()
        .until(
            () ->
                server.refused().stream().mapToLong(RefusedRequests.Count::requests).sum()
                    >= requests);
  }

  private List<String> shown() {
    return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  @Test
  void whatAnEndpointRefusesIsToldOfByItsNameAndCountedAsNoBackends() throws Exception {
    try (HttpService service =
        Services.of(
            new HttpSettings("127.0.0.1", 0),
            List.of(new ConfiguredEndpoint("board", () -> Handler.Sequence::new)),
            new BodyRoom())) {
      HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(service.start().resolve("/board/7")).build(),
              BodyHandlers.discarding());

      await()
          .until(
              () ->
                  Services.refused(service).equals(List.of(new RefusedRequests.Count("", 404, 1))));
      assertThat(lines.list)
          .extracting(ILoggingEvent::getFormattedMessage)
          .containsExactly(
              "endpoint board: a request from 127.0.0.1 was answered 404: nothing is here");
    }
  }
}
