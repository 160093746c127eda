package org.threadless.http.server.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.threadless.http.HttpService;
import org.threadless.http.HttpSettings;
import org.threadless.http.RawRequest;
import org.threadless.http.Services;
import org.threadless.http.receive.HttpBackend;
import org.threadless.http.response.Answers;
import org.threadless.router.backend.Backend;
import org.threadless.router.backend.SendResult;
import org.threadless.router.engine.backend.BackendSettings;
import org.threadless.router.engine.backend.Backends;
import org.threadless.router.engine.backend.ConfiguredBackend;
import org.threadless.router.engine.routing.handler.InlinePlugin;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.OutgoingMessage;

/** What of other sites, of strangers and of greedy clients is refused, over real sockets. */
class StrangersTest {

  private static final int MOST = 32;

  private final List<Socket> open = new ArrayList<>();
  private HttpService service;
  private int port;

  @BeforeEach
  void start() throws IOException {
    service =
        Services.of(
            new HttpSettings(
                "127.0.0.1",
                0,
                null,
                MOST,
                null,
                null,
                List.of(URI.create("https://sms.example/"), URI.create("http://lan.example:8000/")),
                null),
            new Backends(
                List.of(
                    backend("gateway", false, Optional.empty()),
                    backend("page", true, Optional.empty()),
                    backend("closed", false, Optional.of("you may not call")))));
    port = service.start().getPort();
  }

  @AfterEach
  void stop() throws IOException {
    for (Socket each : open) {
      each.close();
    }
    service.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost:8000",
        "LOCALHOST",
        "127.0.0.1:8000",
        "192.168.1.7",
        "[::1]:8000",
        "sms.example",
        "Lan.Example:9999",
      })
  void pagesAreShownUnderNamesOfTheConfigurationAndUnderAddresses(String host) throws Exception {
    assertThat(get("/x/page/", "Host: " + host)).startsWith("HTTP/1.1 200");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "1.2.3.4.5"})
  void aPageThatIsAskedForByAnyOtherNameIsMisdirected(String host) throws Exception {
    assertThat(get("/x/page/", "Host: " + host))
        .startsWith("HTTP/1.1 421")
        .endsWith("http.public-url does not name this host");
  }

  @Test
  void aGatewayMayCallByAnyNameAndABrowserMayNot() throws Exception {
    assertThat(get("/x/gateway/", "Host: router.internal")).startsWith("HTTP/1.1 200");
    assertThat(get("/health/live", "Host: router.internal")).startsWith("HTTP/1.1 200");
    for (String header :
        List.of(
            "Origin: http://evil.example",
            "Referer: http://evil.example/",
            "Sec-Fetch-Site: same-origin")) {
      assertThat(get("/x/gateway/", "Host: evil.example", header)).startsWith("HTTP/1.1 421");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET, Sec-Fetch-Site: cross-site",
    "POST, Sec-Fetch-Site: same-site",
    "POST, Origin: https://evil.example",
    "GET, Origin: null",
  })
  void whatAnotherSiteMakesABrowserAskForIsRefusedAtGatewaysToo(String method, String header)
      throws Exception {
    for (String path : List.of("/x/gateway/", "/x/page/", "/health/ready")) {
      assertThat(ask(method, path, "Host: localhost", header))
          .startsWith("HTTP/1.1 403")
          .endsWith("a page of another site may not do this");
    }
  }

  @Test
  void aLinkMayLeadToAPageAndNotToAGateway() throws Exception {
    String[] visit = {"Host: localhost", "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate"};

    assertThat(get("/x/page/", visit)).startsWith("HTTP/1.1 200");
    assertThat(get("/x/gateway/", visit)).startsWith("HTTP/1.1 403");
    assertThat(ask("POST", "/x/page/", visit)).startsWith("HTTP/1.1 403");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://sms.example", "http://lan.example:8000", "http://localhost"})
  void anOriginOfTheConfigurationIsOurs(String origin) throws Exception {
    assertThat(ask("POST", "/x/page/", "Host: localhost", "Origin: " + origin))
        .startsWith("HTTP/1.1 200");
  }

  @Test
  void nothingIsReadOfWhoMayNotCall() throws Exception {
    Socket socket = send("POST /x/closed/ HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\nx");

    assertThat(answer(socket)).startsWith("HTTP/1.1 403").endsWith("you may not call");
  }

  @Test
  void aHeaderLongerThanItsLimitIsRefusedAndTheSettingNamed() throws Exception {
    String line = "the request line and its header are longer than http.max-header allows";

    assertThat(get("/x/gateway/?a=" + "x".repeat(16_500), "Host: a"))
        .startsWith("HTTP/1.1 414")
        .endsWith(line);
    assertThat(get("/x/gateway/", "Host: a", "X: " + "x".repeat(16_500)))
        .startsWith("HTTP/1.1 431")
        .endsWith(line);
    assertThat(get("/x/gateway/?a=" + "x".repeat(16_000), "Host: a")).startsWith("HTTP/1.1 200");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "GET /x/gate",
        "GET /x/gateway/ HTTP/1.1\r\nX: y\r\n",
        "POST /x/gateway/ HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nx",
        "POST /x/gateway/ HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nx",
      })
  void whoeverHoldsAllConnectionsKeepsNobodyOut(String unfinished) throws Exception {
    for (int i = 0; i < 4 * MOST; i++) {
      send(unfinished);

      assertThat(get("/health/live", "Host: a")).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void aConnectionThatIdlesIsClosedAfterThoseThatHaveAskedNothing() throws Exception {
    Socket good = send("GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n");
    assertThat(good.getInputStream().read(new byte[4096])).isPositive();
    for (int i = 0; i < 4 * MOST; i++) {
      send("GET /x/gate");
    }

    good.getOutputStream()
        .write("GET /health/live HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

    assertThat(answer(good)).startsWith("HTTP/1.1 200");
  }

  private String get(String path, String... headers) throws IOException {
    return ask("GET", path, headers);
  }

  private String ask(String method, String path, String... headers) throws IOException {
    String lines = String.join("\r\n", headers);
    String request = method + " " + path + " HTTP/1.1\r\n" + lines + "\r\nConnection: close\r\n";
    return answer(send(request + "Content-Length: 0\r\n\r\n"));
  }

  private Socket send(String request) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    open.add(socket);
    socket.setSoTimeout(10_000);
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static String answer(Socket socket) throws IOException {
    return RawRequest.rest(socket.getInputStream());
  }

  private static ConfiguredBackend backend(String name, boolean pages, Optional<String> refusal) {
    Backend backend = new Answering(pages, refusal);
    return new ConfiguredBackend(
        new BackendName(name),
        "x",
        BackendSettings.defaults(),
        InlinePlugin.NAME,
        () -> backend,
        () -> message -> null);
  }

  /** Answers everything. */
  private static final class Answering implements HttpBackend {

    private final boolean pages;
    private final Optional<String> refusal;

    Answering(boolean pages, Optional<String> refusal) {
      this.pages = pages;
      this.refusal = refusal;
    }

    @Override
    public Handler handler() {
      return new Handler.Abstract() {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
          Answers.line(response, callback, 200, "OK");
          return true;
        }
      };
    }

    @Override
    public Optional<String> refusal(Request request) {
      return refusal;
    }

    @Override
    public Optional<String> page() {
      return pages ? Optional.of("a page") : Optional.empty();
    }

    @Override
    public SendResult send(OutgoingMessage message) {
      return SendResult.accepted();
    }
  }
}
