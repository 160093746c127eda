package org.threadless.http.server.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.server.Handler;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.threadless.http.HttpService;
import org.threadless.http.HttpSettings;
import org.threadless.http.RawRequest;
import org.threadless.http.Services;
import org.threadless.http.endpoint.Endpoint;
import org.threadless.http.receive.HttpBackend;
import org.threadless.http.wiring.ConfiguredEndpoint;
import org.threadless.router.backend.SendResult;
import org.threadless.router.engine.backend.BackendSettings;
import org.threadless.router.engine.backend.Backends;
import org.threadless.router.engine.backend.ConfiguredBackend;
import org.threadless.router.engine.routing.handler.InlinePlugin;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.OutgoingMessage;

/** What stands at {@code /}. */
@TestInstance(Lifecycle.PER_CLASS)
class RootHandlerTest {

  private static final String BROWSER = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8";

  private static final String FOR_OTHERS =
      "Threadless Router\n\nTo use:\n  /board/  what is pinned there\n";

  private final HttpClient client = HttpClient.newHttpClient();
  private HttpService service;
  private URI root;

  @BeforeAll
  void start() throws IOException {
    service = service("127.0.0.1");
    root = service.start();
  }

  @AfterAll
  void stop() {
    service.close();
  }

  @Test
  void aBrowserIsLedToBackendsThatHaveAPageAndToTheDocuments() throws Exception {
    HttpResponse<String> page = get(root, "Accept", BROWSER);

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=UTF-8");
    assertThat(page.body())
        .contains("<a href=\"/form/paged/\">paged</a><span>a page with &lt;b&gt; in it</span>")
        .contains("<a href=\"/board/\">board</a>")
        .contains("README.txt")
        .doesNotContain("quiet", "feed", "<script");
  }

  @Test
  void aProgramGetsTheSameAsPlainText() throws Exception {
    HttpResponse<String> text = get(root, "Accept", "*/*");

    assertThat(text.headers().firstValue("Content-Type")).contains("text/plain; charset=UTF-8");
    assertThat(text.body())
        .startsWith("Threadless Router\n")
        .contains("  /form/paged/  a page with <b> in it\n")
        .contains("README.txt")
        .doesNotContain("quiet");
  }

  @Test
  void thePageMayDoNothingButShowItsOwnStyle() throws Exception {
    HttpResponse<String> page = get(root, "Accept", BROWSER);

    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .startsWith("default-src 'none'; style-src 'sha256-")
        .contains("frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(page.headers().firstValue("Vary")).contains("Accept");
  }

  @Test
  void headIsAnsweredLikeGetWithoutABody() throws Exception {
    HttpResponse<String> head = send(request(root).method("HEAD", BodyPublishers.noBody()));

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
  }

  @Test
  void whateverElseIsAskedForIsNotHere() throws Exception {
    assertThat(get(root.resolve("/index.html"), "Accept", BROWSER).statusCode()).isEqualTo(404);
    assertThat(get(root.resolve("/form/"), "Accept", BROWSER).statusCode()).isEqualTo(404);
    assertThat(send(request(root).POST(BodyPublishers.ofString("identity=1"))).statusCode())
        .isEqualTo(404);
  }

  @Test
  void whoComesThroughAProxyIsLedToTheEndpointsAlone() throws Exception {
    assertThat(get(root, "X-Forwarded-For", "192.0.2.7").body()).isEqualTo(FOR_OTHERS);
    assertThat(get(root, "Forwarded", "for=192.0.2.7").body()).isEqualTo(FOR_OTHERS);
  }

  @Test
  void whoKnowsUsByAnotherNameIsToldNothingButTheName() throws Exception {
    assertThat(raw("router.example")).endsWith("\r\n\r\nThreadless Router\n");
    assertThat(raw("localhost:" + root.getPort())).contains("/form/paged/");
  }

  @Test
  void aServerThatOthersCanReachLeadsToTheEndpointsAlone() throws Exception {
    try (HttpService open = service("0.0.0.0")) {
      URI url = URI.create("http://127.0.0.1:" + open.start().getPort() + "/");

      assertThat(get(url, "Accept", "*/*").body()).isEqualTo(FOR_OTHERS);
      assertThat(get(url, "Accept", BROWSER).body())
          .contains("<h1>Threadless Router</h1>", "<a href=\"/board/\">board</a>")
          .doesNotContain("paged", "README.txt");
    }
  }

  @Test
  void aServerThatOthersCanReachAndHasNoPageForThemTellsNothingButTheName() throws Exception {
    try (HttpService none = Services.of(new HttpSettings("0.0.0.0", 0), new Backends(List.of()))) {
      URI url = URI.create("http://127.0.0.1:" + none.start().getPort() + "/");

      assertThat(get(url, "Accept", "*/*").body()).isEqualTo("Threadless Router\n");
    }
  }

  @Test
  void aServerWithoutPagesStillLeadsToTheDocuments() throws Exception {
    try (HttpService none =
        Services.of(new HttpSettings("127.0.0.1", 0), new Backends(List.of()))) {
      assertThat(get(none.start(), "Accept", "*/*").body())
          .contains("README.txt")
          .doesNotContain("To try");
    }
  }

  private static HttpService service(String host) {
    return Services.of(
        new HttpSettings(host, 0),
        new Backends(
            List.of(
                backend("paged", Optional.of("a page with <b> in it")),
                backend("quiet", Optional.empty()))),
        List.of(
            new ConfiguredEndpoint("board", () -> new Shown(Optional.of("what is pinned there"))),
            new ConfiguredEndpoint("feed", () -> new Shown(Optional.empty()))));
  }

  private HttpResponse<String> get(URI url, String header, String value) throws Exception {
    return send(request(url).header(header, value));
  }

  private static HttpRequest.Builder request(URI url) {
    return HttpRequest.newBuilder(url);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private String raw(String host) throws IOException {
    try (Socket socket = new Socket(root.getHost(), root.getPort())) {
      String request = "GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
      return RawRequest.answer(socket, request);
    }
  }

  private static ConfiguredBackend backend(String name, Optional<String> page) {
    return new ConfiguredBackend(
        new BackendName(name),
        "form",
        BackendSettings.defaults(),
        InlinePlugin.NAME,
        () -> new Paged(page),
        () -> message -> null);
  }

  /** Knows no request. */
  private record Shown(Optional<String> page) implements Endpoint {

    @Override
    public Handler handler() {
      return new Handler.Sequence();
    }
  }

  /** Knows no request. */
  private record Paged(Optional<String> page) implements HttpBackend {

    @Override
    public Handler handler() {
      return new Handler.Sequence();
    }

    @Override
    public SendResult send(OutgoingMessage message) {
      return SendResult.accepted();
    }
  }
}
