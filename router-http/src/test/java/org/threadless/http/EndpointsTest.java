package org.threadless.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.VirtualThreads;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.threadless.http.endpoint.Endpoint;
import org.threadless.http.server.handler.BodyRoom;
import org.threadless.http.wiring.ConfiguredEndpoint;
import org.threadless.http.wiring.EndpointException;

/** What is served beside the backends, over real HTTP. */
class EndpointsTest {

  private static final int LARGE = 2 * 1024 * 1024;

  private final List<HttpService> services = new ArrayList<>();
  private final List<Boolean> virtual = Collections.synchronizedList(new ArrayList<>());
  private BodyRoom room = new BodyRoom();
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    services.forEach(HttpService::close);
  }

  @Test
  void anEndpointHasThePathOfItsNameAndAllBelowIt() throws Exception {
    URI root = serve(new Counting());

    assertThat(get(root.resolve("/counting/")).body()).isEqualTo("/ has 0 bytes");
    assertThat(get(root.resolve("/counting/a%2Fb/c")).body()).isEqualTo("/a%2Fb/c has 0 bytes");
    assertThat(get(root.resolve("/counting//deep")).body()).isEqualTo("/deep has 0 bytes");
  }

  @Test
  void whatItLeavesAloneIsNotFoundAndSoIsWhatNobodyServes() throws Exception {
    URI root = serve(new Counting());

    assertThat(get(root.resolve("/counting/unknown")).statusCode()).isEqualTo(404);
    assertThat(get(root.resolve("/county/")).statusCode()).isEqualTo(404);
    assertThat(get(root.resolve("/countingmore/")).statusCode()).isEqualTo(404);
  }

  @Test
  void itTakesWhatABackendTakesWhereItSaysNothing() throws Exception {
    URI url = serve(new Counting()).resolve("/counting/");

    assertThat(post(url, bytes(HttpService.MAX_REQUEST_BYTES)).body())
        .isEqualTo("/ has 65536 bytes");
    assertThat(post(url, bytes(HttpService.MAX_REQUEST_BYTES + 1)).body())
        .isEqualTo("the request is larger than 64 KiB");
  }

  @Test
  void itTakesAsMuchAsItSays() throws Exception {
    URI url = serve(new Counting().withMost(LARGE)).resolve("/counting/");

    assertThat(post(url, bytes(LARGE)).body()).isEqualTo("/ has " + LARGE + " bytes");
    assertThat(post(url, parts(LARGE)).body()).isEqualTo("/ has " + LARGE + " bytes");

    HttpResponse<String> withLength = post(url, bytes(LARGE + 1));
    HttpResponse<String> without = post(url, parts(LARGE + 1));
    assertThat(withLength.statusCode()).isEqualTo(413);
    assertThat(withLength.body()).isEqualTo("the request is larger than 2 MiB");
    assertThat(without.statusCode()).isEqualTo(413);
    assertThat(without.body()).isEqualTo("the request is larger than 2 MiB");
  }

  @Test
  void oneOfSeveralThatTakesMoreChangesNothingForTheOthers() throws Exception {
    URI root = serve(new Counting().withMost(LARGE));

    assertThat(post(root.resolve("/health/live"), bytes(70_000)).statusCode()).isEqualTo(413);
  }

  @Test
  void whatThereIsNoRoomForIsAskedToComeAgainAndThereIsRoomAfterEachRequest() throws Exception {
    room = new BodyRoom(LARGE / 2);
    URI url = serve(new Counting().withMost(LARGE)).resolve("/counting/");

    for (int i = 0; i < 3; i++) {
      assertThat(post(url, bytes(LARGE / 2)).statusCode()).isEqualTo(200);
      assertThat(post(url, parts(LARGE + 1)).statusCode()).isEqualTo(503);
      HttpResponse<String> tooMuch = post(url, bytes(LARGE));
      assertThat(tooMuch.statusCode()).isEqualTo(503);
      assertThat(tooMuch.body())
          .isEqualTo("too many large requests come at once; send it again later");
      assertThat(tooMuch.headers().firstValue("Retry-After")).contains("5");
    }
    assertThat(post(url, bytes(HttpService.MAX_REQUEST_BYTES)).statusCode()).isEqualTo(200);
  }

  @Test
  void ofThoseWhoMayNotBringMuchNoMoreIsKeptThanMostMayAndTheyTakeNoRoom() throws Exception {
    room = new BodyRoom(1);
    URI url = serve(new Counting().withMost(LARGE).forFriends()).resolve("/counting/");

    assertThat(post(url, bytes(LARGE)).body()).isEqualTo("/ has 0 bytes");
    assertThat(post(url, parts(LARGE)).body()).isEqualTo("/ has 0 bytes");
    assertThat(post(url, bytes(HttpService.MAX_REQUEST_BYTES)).body())
        .isEqualTo("/ has " + HttpService.MAX_REQUEST_BYTES + " bytes");
  }

  @Test
  void roomThatABodyHasTakenIsFreeWhenItsRequestIsOver() {
    BodyRoom room = new BodyRoom(10);
    BodyRoom.Part first = room.part();
    BodyRoom.Part second = room.part();

    assertThat(first.take(6)).isTrue();
    assertThat(second.take(5)).isFalse();
    assertThat(second.take(4)).isTrue();
    first.end();
    assertThat(second.take(6)).isTrue();
    first.take(1);
    second.end();
    assertThat(room.part().take(10)).isTrue();
  }

  @Test
  void itsRequestsHaveThreadsAsThoseOfBackendsUnlessItAnswersWhateverAppsDo() throws Exception {
    get(serve(new Counting()).resolve("/counting/"));
    get(serve(new Counting().urgent()).resolve("/counting/"));
    post(serve(new Counting().urgent()).resolve("/counting//"), parts(100));

    assertThat(virtual).containsExactly(Runtime.version().feature() >= 21, false, false);
  }

  @Test
  void theRootLeadsToItsPage() throws Exception {
    URI root = serve(new Counting().withPage("how many bytes that is"));

    assertThat(get(root).body())
        .contains("To use:\n  /counting/  how many bytes that is")
        .doesNotContain("To try");
    assertThat(get(serve(new Counting())).body()).doesNotContain("counting", "To use");
  }

  @Test
  void aPageIsAnsweredByANameOfOursOnly() throws Exception {
    URI root = serve(new Counting().withPage("a page"));

    try (Socket socket = new Socket(root.getHost(), root.getPort())) {
      assertThat(
              RawRequest.answer(
                  socket,
                  "GET /counting/ HTTP/1.1\r\nHost: other.example\r\nConnection: close\r\n\r\n"))
          .startsWith("HTTP/1.1 421 ");
    }
  }

  @Test
  void itIsStartedOnceWhenTheServerListens() throws Exception {
    Counting counting = new Counting();
    HttpService service = service(counting);

    assertThat(counting.started).isZero();
    service.start();
    assertThat(counting.started).isEqualTo(1);
  }

  @Test
  void oneThatDoesNotStartEndsTheStartInOneLineAndNothingListens() throws Exception {
    List<URI> root = new ArrayList<>();
    Counting failing =
        new Counting() {
          @Override
          public void onListening() {
            throw new IllegalStateException("there is\nno paper");
          }
        };
    HttpService service = service(failing);

    assertThatThrownBy(() -> root.add(service.start()))
        .isInstanceOf(EndpointException.class)
        .hasMessage(
            "endpoint counting cannot start: java.lang.IllegalStateException: there is no paper");
    assertThat(root).isEmpty();
  }

  @Test
  void oneWithoutAHandlerIsNamed() {
    Endpoint without = () -> null;

    assertThatThrownBy(() -> service(without))
        .hasMessage("endpoint counting has no handler: java.lang.NullPointerException: it is null");
  }

  @Test
  void whenTheServerIsClosedNothingIsServedAnyMore() throws Exception {
    URI url = serve(new Counting()).resolve("/counting/");
    services.forEach(HttpService::close);

    assertThatThrownBy(() -> get(url)).isInstanceOf(ConnectException.class);
  }

  private HttpService service(Endpoint endpoint) {
    HttpService service =
        Services.of(
            new HttpSettings("127.0.0.1", 0),
            List.of(new ConfiguredEndpoint("counting", () -> endpoint)),
            room);
    services.add(service);
    return service;
  }

  private URI serve(Endpoint endpoint) throws IOException {
    return service(endpoint).start();
  }

  private HttpResponse<String> get(URI url) throws Exception {
    return client.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(URI url, BodyPublisher body) throws Exception {
    return client.send(HttpRequest.newBuilder(url).POST(body).build(), BodyHandlers.ofString());
  }

  private static BodyPublisher bytes(int count) {
    return BodyPublishers.ofByteArray(new byte[count]);
  }

  /** Does not say its length before. */
  private static BodyPublisher parts(int count) {
    return BodyPublishers.concat(
        BodyPublishers.fromPublisher(bytes(count - 1)), BodyPublishers.ofByteArray(new byte[1]));
  }

  /** Says how large a body is; knows nothing of what is called unknown. */
  private class Counting extends Handler.Abstract implements Endpoint {
    private int most = HttpService.MAX_REQUEST_BYTES;
    private boolean urgent;
    private boolean forFriends;
    private Optional<String> page = Optional.empty();
    private int started;

    Counting withMost(int bytes) {
      most = bytes;
      return this;
    }

    Counting forFriends() {
      forFriends = true;
      return this;
    }

    Counting urgent() {
      urgent = true;
      return this;
    }

    Counting withPage(String words) {
      page = Optional.of(words);
      return this;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      virtual.add(VirtualThreads.isVirtualThread());
      String path = Request.getPathInContext(request);
      if (path.equals("/unknown")) {
        return false;
      }
      int bytes = Content.Source.asByteBuffer(request).remaining();
      Content.Sink.write(response, true, path + " has " + bytes + " bytes", callback);
      return true;
    }

    @Override
    public Handler handler() {
      return this;
    }

    @Override
    public int maxRequestBytes() {
      return most;
    }

    @Override
    public boolean mayBringMuch(Request request) {
      return !forFriends;
    }

    @Override
    public Optional<String> page() {
      return page;
    }

    @Override
    public boolean isAnsweredWhateverAppsDo() {
      return urgent;
    }

    @Override
    public void onListening() {
      started++;
    }
  }
}
