package org.threadless.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.Invocable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.threadless.http.endpoint.Endpoint;
import org.threadless.http.health.HealthEndpoint;
import org.threadless.http.receive.FormHandler;
import org.threadless.http.receive.HttpBackend;
import org.threadless.http.receive.IncomingForm;
import org.threadless.http.response.RefusedRequests;
import org.threadless.http.server.connection.ClientTimes;
import org.threadless.http.server.handler.BodyRoom;
import org.threadless.router.app.AppName;
import org.threadless.router.backend.Backend;
import org.threadless.router.backend.SendResult;
import org.threadless.router.conversation.Direction;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.engine.backend.BackendSettings;
import org.threadless.router.engine.backend.Backends;
import org.threadless.router.engine.backend.ConfiguredBackend;
import org.threadless.router.engine.backlog.ScheduledCount;
import org.threadless.router.engine.backlog.WaitingCount;
import org.threadless.router.engine.backlog.WaitingSummary;
import org.threadless.router.engine.call.Occupancy;
import org.threadless.router.engine.routing.handler.InlinePlugin;
import org.threadless.router.engine.sending.FailedMessages;
import org.threadless.router.engine.sending.Outage;
import org.threadless.router.engine.store.Hold;
import org.threadless.router.incoming.Incoming;
import org.threadless.router.incoming.Receipt;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.IncomingStatus;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.ReceivedMessage;

@TestInstance(Lifecycle.PER_CLASS)
class HttpServiceTest {

  private static final String FORM = "application/x-www-form-urlencoded";

  static final Occupancy FREE = new Occupancy(100, 0, Map.of(), Map.of());

  private final List<ReceivedMessage> received = Collections.synchronizedList(new ArrayList<>());
  private final HttpClient client = HttpClient.newHttpClient();
  private final AtomicReference<Incoming> routing = new AtomicReference<>(this::receive);

  private final AtomicReference<WaitingSummary> waiting = new AtomicReference<>(List::of);

  private volatile List<Outage> outages = List.of();
  private volatile List<Hold> holds = List.of();
  private volatile String refusing;
  private volatile Instant certificateEnd;
  private final AtomicReference<Occupancy> occupancy = new AtomicReference<>(FREE);

  private HttpService service;
  private URI root;

  @BeforeAll
  void start() throws IOException {
    service = service();
    root = service.start();
  }

  @AfterAll
  void stop() {
    service.close();
  }

  @BeforeEach
  void routeForReal() {
    received.clear();
    routing.set(this::receive);
    waiting.set(List::of);
    occupancy.set(FREE);
    certificateEnd = null;
    outages = List.of();
    holds = List.of();
    refusing = null;
  }

  private HttpService service() {
    return Services.of(
        new HttpSettings("127.0.0.1", 0),
        new Backends(
            List.of(
                backend("one", new Echoing(new BackendName("one"))),
                backend("two", new Echoing(new BackendName("two"))),
                backend("silent", message -> SendResult.accepted()))),
        ClientTimes.DEFAULT,
        List.of(),
        new BodyRoom(),
        this::health);
  }

  private Endpoint health(RefusedRequests refused) {
    return new HealthEndpoint(
        new WaitingSummary() {
          @Override
          public List<WaitingCount> waiting() {
            return waiting.get().waiting();
          }

          @Override
          public ScheduledCount scheduled() {
            return waiting.get().scheduled();
          }
        },
        new FailedMessages(),
        () -> outages,
        () -> holds,
        refused,
        new Occupancy.Source() {
          @Override
          public Occupancy now() {
            return occupancy.get();
          }

          @Override
          public Optional<String> refusing() {
            return Optional.ofNullable(refusing);
          }
        },
        new Backends(List.of()),
        () -> Optional.ofNullable(certificateEnd));
  }

  @Test
  void eachBackendHasAUrlOfItsOwnAndTwoMayShareAnEngine() throws Exception {
    assertThat(post("form/one/", "identity=1&text=hello").body()).isEqualTo("OK");
    assertThat(post("form/two/", "identity=1&text=hello").body()).isEqualTo("OK");

    assertThat(received)
        .extracting(message -> message.connection().toString())
        .containsExactly("one/1", "two/1");
  }

  @Test
  void aBackendWhoseHandlerCannotBeMadeIsNamed() {
    HttpBackend moody =
        new HttpBackend() {
          @Override
          public Handler handler() {
            throw new AssertionError("never");
          }

          @Override
          public SendResult send(OutgoingMessage message) {
            return SendResult.accepted();
          }
        };
    Backends backends = new Backends(List.of(backend("moody", moody)));

    assertThatThrownBy(() -> Services.of(new HttpSettings("127.0.0.1", 0), backends))
        .hasMessage("backend moody has no handler: java.lang.AssertionError: never");
  }

  @Test
  void theLastSlashMayBeLeftOut() throws Exception {
    assertThat(post("form/one", "identity=1&text=hello").statusCode()).isEqualTo(200);
  }

  @Test
  void formsAreUtf8UnlessTheySayOtherwise() throws Exception {
    post("form/one/", "identity=%2B41&text=%F0%9F%98%80+%D9%85%26");
    request(
        "form/one/",
        "POST",
        FORM + "; charset=ISO-8859-1",
        BodyPublishers.ofString("identity=1&text=%E9"));

    assertThat(received)
        .extracting(ReceivedMessage::text)
        .containsExactly("\uD83D\uDE00 \u0645&", "\u00E9");
  }

  @Test
  void anEmptyTextIsAMessage() throws Exception {
    assertThat(post("form/one/", "identity=1&text=").statusCode()).isEqualTo(200);
    assertThat(received).singleElement().extracting(ReceivedMessage::text).isEqualTo("");
  }

  @Test
  void anUnknownNameIs404WithALineThatSaysNothingOfOthers() throws Exception {
    for (String path : List.of("form/three/", "other/one/", "", "form/", "form/silent/")) {
      HttpResponse<String> answer = post(path, "identity=1&text=hello");

      assertThat(answer.statusCode()).as(path).isEqualTo(404);
      assertThat(answer.body()).isEqualTo("nothing is here");
    }
    assertThat(received).isEmpty();
  }

  @Test
  void aPathBelowABackendThatItDoesNotKnowIs404() throws Exception {
    assertThat(post("form/one/more", "identity=1&text=hello").statusCode()).isEqualTo(404);
  }

  @Test
  void aMethodThatIsNotTakenIs405WithTheAllowedOnes() throws Exception {
    for (String method : List.of("PUT", "DELETE", "OPTIONS", "STRANGE")) {
      HttpResponse<String> answer =
          request("form/one/", method, FORM, BodyPublishers.ofString("identity=1&text=x"));

      assertThat(answer.statusCode()).as(method).isEqualTo(405);
      assertThat(answer.headers().firstValue("Allow")).contains("GET, POST");
    }
    assertThat(received).isEmpty();
  }

  @Test
  void aGetIsReadFromItsQueryWhereItIsTaken() throws Exception {
    HttpResponse<String> answer =
        request("form/one/?identity=1&text=a%2Bb+c", "GET", FORM, BodyPublishers.noBody());

    assertThat(answer.body()).isEqualTo("OK");
    assertThat(received).extracting(ReceivedMessage::text).containsExactly("a+b c");
  }

  @Test
  void aBadFieldIs400WithALineThatNamesIt() throws Exception {
    assertRefused("text=hello", "identity: is missing from the form");
    assertRefused("identity=1", "text: is missing from the form");
    assertRefused("identity=&text=x", "identity: must have 1 to 100 characters, and has 0");
    assertRefused("identity=a%0Ab&text=x", "identity: must not hold a control character");
    assertRefused(
        "identity=1&identity=2&text=x", "identity: is there more than once, and not the same");
    assertThat(received).isEmpty();
  }

  @Test
  void anotherContentTypeIs415AndNamed() throws Exception {
    HttpResponse<String> answer =
        request("form/one/", "POST", "Application/JSON<\u00e9>", BodyPublishers.ofString("{}"));

    assertThat(answer.statusCode()).isEqualTo(415);
    assertThat(answer.body())
        .isEqualTo("the content type application/json??? is not taken here: send a form");
    assertThat(received).isEmpty();
  }

  @Test
  void moreThan64KibIs413WithOrWithoutALength() throws Exception {
    String form = "identity=1&text=" + "x".repeat(64 * 1024);

    HttpResponse<String> withLength = post("form/one/", form);
    HttpResponse<String> without =
        request(
            "form/one/", "POST", FORM, BodyPublishers.fromPublisher(BodyPublishers.ofString(form)));

    assertThat(withLength.statusCode()).isEqualTo(413);
    assertThat(withLength.body()).isEqualTo("the request is larger than 64 KiB");
    assertThat(without.statusCode()).isEqualTo(413);
    assertThat(without.body()).isEqualTo("the request is larger than 64 KiB");
    assertThat(received).isEmpty();
  }

  @Test
  void aFormOfNearly64KibIsTaken() throws Exception {
    assertThat(post("form/one/", "identity=1&text=" + "x".repeat(65_000)).statusCode())
        .isEqualTo(200);
  }

  @Test
  void aDatabaseThatIsAwayIs503WithRetryAfter() throws Exception {
    routing.set(
        message -> {
          throw new StoreUnavailableException("jdbc:secret is gone", null);
        });

    HttpResponse<String> answer = post("form/one/", "identity=1&text=x");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).contains("5");
    assertThat(answer.body()).isEqualTo("the message could not be stored; send it again later");
  }

  @Test
  void anErrorOfOursIs500WithoutDetails() throws Exception {
    routing.set(
        message -> {
          throw new IllegalStateException("secret");
        });

    HttpResponse<String> answer = post("form/one/", "identity=1&text=x");

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).isEqualTo("an error on our side; the server's log says more");
  }

  @Test
  void whatIsNotHttpIsAnsweredWithALine() throws Exception {
    String answer = raw("NONSENSE\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 400").doesNotContain("<").doesNotContain("Jetty");
  }

  @Test
  void aRequestRunsOnAVirtualThreadWhereTheJvmHasThem() throws Exception {
    List<Boolean> virtual = Collections.synchronizedList(new ArrayList<>());
    routing.set(
        message -> {
          virtual.add(VirtualThreads.isVirtualThread());
          return receive(message);
        });

    post("form/one/", "identity=1&text=x");

    assertThat(virtual).containsExactly(Runtime.version().feature() >= 21);
  }

  @Test
  void aRequestWhoseBodyComesLateMayBlockItsThreadToo() throws Exception {
    List<Boolean> virtual = Collections.synchronizedList(new ArrayList<>());
    List<Boolean> mayBlock = Collections.synchronizedList(new ArrayList<>());
    routing.set(
        message -> {
          virtual.add(VirtualThreads.isVirtualThread());
          mayBlock.add(!Invocable.isNonBlockingInvocation());
          return receive(message);
        });

    assertThat(postAfterContinue("identity=1&text=late")).contains("200 OK");

    assertThat(received).extracting(ReceivedMessage::text).containsExactly("late");
    assertThat(virtual).containsExactly(Runtime.version().feature() >= 21);
    assertThat(mayBlock).containsExactly(true);
  }

  @Test
  void stoppingRefusesNewRequestsAndFinishesTheRunningOnes() throws Exception {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    routing.set(
        message -> {
          entered.countDown();
          await(release);
          return receive(message);
        });
    HttpService stopping = service();
    URI url = stopping.start();
    CompletableFuture<HttpResponse<String>> running =
        CompletableFuture.supplyAsync(() -> postSlow(url));
    assertThat(entered.await(2, TimeUnit.MINUTES)).isTrue();
    CompletableFuture<Void> stopped = CompletableFuture.runAsync(stopping::close);
    awaitRefused(url);
    assertThat(stopped).isNotDone();

    release.countDown();

    assertThat(running.get(2, TimeUnit.MINUTES).body()).isEqualTo("OK");
    stopped.get(2, TimeUnit.MINUTES);
    assertThat(received).extracting(ReceivedMessage::text).containsExactly("slow");
  }

  @Test
  void itIsLiveWhateverTheDatabaseDoes() throws Exception {
    waiting.set(
        () -> {
          throw new StoreUnavailableException("gone", null);
        });

    assertThat(get("health/live").body()).isEqualTo("OK");
  }

  @Test
  void itIsReadyWhenTheDatabaseIsAndTellsWhatWaits() throws Exception {
    Instant oldest = Instant.now().minusSeconds(90);
    waiting.set(() -> List.of(new WaitingCount(new BackendName("one"), Direction.OUT, 7, oldest)));

    HttpResponse<String> answer = get("health/ready");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .startsWith(
            "{\"status\":\"ready\",\"reason\":null,\"waiting\":[{\"backend\":\"one\",\"direction\":\"out\",\"messages\":7,\"oldestSeconds\":9");
  }

  @Test
  void itTellsWhatIsScheduledBesideWhatWaits() throws Exception {
    assertThat(get("health/ready").body())
        .contains("\"waiting\":[],\"scheduled\":{\"messages\":0,\"next\":null}");
    Instant next = Instant.parse("2026-12-01T09:00:00Z");
    waiting.set(
        new WaitingSummary() {
          @Override
          public List<WaitingCount> waiting() {
            return List.of();
          }

          @Override
          public ScheduledCount scheduled() {
            return new ScheduledCount(7, Optional.of(next));
          }
        });

    assertThat(get("health/ready").body())
        .contains(
            "\"waiting\":[],\"scheduled\":{\"messages\":7,\"next\":\"2026-12-01T09:00:00Z\"}");
  }

  @Test
  void itIsReadyWhileBackendsAreDownAndSaysWhyAndSinceWhen() throws Exception {
    Instant since = Instant.parse("2026-01-31T15:30:00Z");
    outages =
        List.of(
            new Outage(
                new BackendName("one"),
                Optional.of("no route"),
                Optional.of(since),
                Optional.of(since.plusSeconds(10))),
            new Outage(
                new BackendName("two"), Optional.empty(), Optional.empty(), Optional.empty()));

    HttpResponse<String> answer = get("health/ready");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .contains(
            "\"down\":[{\"backend\":\"one\",\"reason\":\"no route\","
                + "\"since\":\"2026-01-31T15:30:00Z\",\"next\":\"2026-01-31T15:30:10Z\"},"
                + "{\"backend\":\"two\",\"reason\":\"found down by another node, or by this one before it was"
                + " started; the log of then says why\","
                + "\"since\":null,\"next\":null}]");
  }

  @Test
  void itIsReadyWhileBackendsAreHeldUpAndSaysSinceWhenAndHowManyWait() throws Exception {
    Instant since = Instant.parse("2026-01-31T15:30:00Z");
    BackendName one = new BackendName("one");
    waiting.set(
        () ->
            List.of(
                new WaitingCount(one, Direction.IN, 3, since),
                new WaitingCount(one, Direction.OUT, 7, since),
                new WaitingCount(new BackendName("two"), Direction.OUT, 1, since)));
    holds =
        List.of(new Hold(one, Hold.Cause.PAUSE, "by hand", Optional.of(since), Optional.empty()));

    HttpResponse<String> answer = get("health/ready");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .contains(
            "\"held\":[{\"backend\":\"one\",\"by\":\"pause\",\"reason\":\"by hand\","
                + "\"since\":\"2026-01-31T15:30:00Z\",\"until\":null,\"messages\":7}]");
  }

  @Test
  void itIsNotReadyWithoutADatabaseAndSaysWhenToAskAgain() throws Exception {
    waiting.set(
        () -> {
          throw new StoreUnavailableException("gone: jdbc:x://u:p@db/r?password=hunter2", null);
        });

    HttpResponse<String> answer = get("health/ready");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body())
        .startsWith(
            "{\"status\":\"the database cannot be used now\","
                + "\"reason\":\"gone: jdbc:x://***@db/r?password=***\",");
    assertThat(answer.headers().firstValue("Retry-After")).contains("5");
  }

  @Test
  void itIsReadyWhilePlacesAreShortAndSaysBecauseOfWhom() throws Exception {
    occupancy.set(
        new Occupancy(
            100, 95, Map.of(new BackendName("one"), 95), Map.of(new AppName("sluggish"), 94)));

    HttpResponse<String> answer = get("health/ready");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .startsWith("{\"status\":\"ready, but places are short\",\"reason\":null,\"waiting\":[],")
        .endsWith(
            "\"places\":{\"places\":100,\"taken\":95,"
                + "\"backends\":{\"one\":95},\"apps\":{\"sluggish\":94}},\"certificateUntil\":null}");
  }

  @Test
  void itSaysUntilWhenTheCertificateIsGood() throws Exception {
    certificateEnd = Instant.parse("2027-01-31T12:00:00Z");

    assertThat(get("health/ready").body())
        .contains("\"certificateUntil\":\"2027-01-31T12:00:00Z\"");
  }

  @Test
  void itIsNotReadyWhileTheDatabaseAnswersAndTakesNoMessage() throws Exception {
    refusing = "the database cannot be used now: the disk is full";

    HttpResponse<String> answer = get("health/ready");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body())
        .startsWith(
            "{\"status\":\"the database takes no messages now\","
                + "\"reason\":\"the database cannot be used now: the disk is full\",");
  }

  @Test
  void itIsNotReadyWhenNoPlaceIsFree() throws Exception {
    occupancy.set(
        new Occupancy(
            100, 100, Map.of(new BackendName("one"), 100), Map.of(new AppName("sluggish"), 99)));

    HttpResponse<String> answer = get("health/ready");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).contains("5");
    assertThat(answer.body()).contains("all places are taken", "\"sluggish\":99");
  }

  @Test
  void whoeverAsksHowThingsAreGetsAThreadThatAppsCannotHave() throws Exception {
    List<Boolean> virtual = Collections.synchronizedList(new ArrayList<>());
    waiting.set(
        () -> {
          virtual.add(VirtualThreads.isVirtualThread());
          return List.of();
        });

    get("health/ready");

    assertThat(virtual).containsExactly(false);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return request(path, "GET", FORM, BodyPublishers.noBody());
  }

  @Test
  void aPortThatIsTakenIsSaidSoInOneLine() throws Exception {
    try (ServerSocket taken = new ServerSocket(0)) {
      HttpService second =
          Services.of(new HttpSettings("0.0.0.0", taken.getLocalPort()), new Backends(List.of()));

      assertThatThrownBy(second::start)
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("cannot listen on 0.0.0.0:" + taken.getLocalPort() + ": ")
          .hasMessageEndingWith(
              "; stop what listens there, or let http.port be another one, or 0 for any that is"
                  + " free");
    }
  }

  private void assertRefused(String form, String line) throws Exception {
    HttpResponse<String> answer = post("form/one/", form);
    assertThat(answer.body()).isEqualTo(line);
    assertThat(answer.statusCode()).isEqualTo(400);
  }

  private Receipt receive(ReceivedMessage message) {
    received.add(message);
    return new Receipt(UUID.randomUUID(), IncomingStatus.HANDLED, false, List.of());
  }

  private HttpResponse<String> post(String path, String form)
      throws IOException, InterruptedException {
    return request(path, "POST", FORM, BodyPublishers.ofString(form));
  }

  private HttpResponse<String> postSlow(URI url) {
    try {
      return request(
          url.resolve("/form/one/"), "POST", FORM, BodyPublishers.ofString("identity=1&text=slow"));
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpResponse<String> request(String path, String method, String type, BodyPublisher body)
      throws IOException, InterruptedException {
    return request(root.resolve("/" + path), method, type, body);
  }

  private HttpResponse<String> request(URI url, String method, String type, BodyPublisher body)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(url).header("Content-Type", type).method(method, body).build(),
        BodyHandlers.ofString());
  }

  private static void awaitRefused(URI url) {
    while (true) {
      try (Socket socket = new Socket(url.getHost(), url.getPort())) {
        Thread.onSpinWait();
      } catch (IOException e) {
        return;
      }
    }
  }

  private String raw(String request) throws IOException {
    try (Socket socket = new Socket(root.getHost(), root.getPort())) {
      return RawRequest.answer(socket, request);
    }
  }

  /** Sends the body when the server has looked for it; returns what it answers then. */
  private String postAfterContinue(String body) throws IOException {
    try (Socket socket = new Socket(root.getHost(), root.getPort())) {
      socket.setSoTimeout(10_000);
      String header =
          """
          POST /form/one/ HTTP/1.1
          Host: localhost
          Connection: close
          Expect: 100-continue
          Content-Type: %s
          Content-Length: %d

          """
              .formatted(FORM, body.length());
      OutputStream out = socket.getOutputStream();
      out.write(header.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
      out.flush();
      InputStream in = socket.getInputStream();
      assertThat((char) in.read()).isEqualTo('H');
      out.write(body.getBytes(StandardCharsets.US_ASCII));
      out.flush();
      return RawRequest.rest(in);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(2, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ConfiguredBackend backend(String name, Backend backend) {
    return new ConfiguredBackend(
        new BackendName(name),
        "form",
        BackendSettings.defaults(),
        InlinePlugin.NAME,
        () -> backend,
        () -> message -> null);
  }

  /** Takes forms for what the test routes them with. */
  private final class Echoing implements HttpBackend {

    private final BackendName name;

    Echoing(BackendName name) {
      this.name = name;
    }

    @Override
    public Handler handler() {
      return new FormHandler(
          message -> routing.get().incoming(message),
          name,
          IncomingForm.posted("identity", "text").alsoByGet().withExternalId("id"));
    }

    @Override
    public SendResult send(OutgoingMessage message) {
      return SendResult.accepted();
    }
  }
}
