package org.threadless.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;
import org.threadless.http.client.GatewayClient;
import org.threadless.http.receive.IncomingForm;
import org.threadless.http.response.Answers;
import org.threadless.http.server.connection.ClientTimes;
import org.threadless.http.server.connection.HandshakeFailures;
import org.threadless.http.tls.MadeCertificate;
import org.threadless.http.tls.TlsException;
import org.threadless.http.tls.TlsSettings;
import org.threadless.router.engine.backend.Backends;

/** The server over TLS, with real clients. */
class HttpsTest {

  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Duration SHORT = Duration.ofSeconds(1);

  @TempDir private Path folder;

  private final MadeCertificate made = MadeCertificate.ofCurve();
  private TlsSettings tls;

  @BeforeEach
  void writeCertificate() throws IOException {
    tls = made.writeTo(folder);
  }

  private static HttpSettings settings(TlsSettings tls) {
    return settings(tls, null);
  }

  private static HttpSettings settings(TlsSettings tls, Integer most) {
    return new HttpSettings(
        "127.0.0.1", 0, null, most, null, null, null, null, Optional.of(tls), null, null);
  }

  /** Says how a request came. */
  private static FormServer server(HttpSettings settings, ClientTimes times) {
    return new FormServer(settings, times, unused -> new Telling());
  }

  private static final class Telling extends Handler.Abstract {

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      Answers.line(
          response,
          callback,
          200,
          request.getHttpURI().getScheme()
              + " "
              + request.isSecure()
              + " "
              + Request.getRemotePort(request));
      return true;
    }
  }

  private static HttpResponse<String> get(HttpClient client, FormServer server) throws Exception {
    return client.send(HttpRequest.newBuilder(server.url()).build(), BodyHandlers.ofString());
  }

  @ParameterizedTest
  @EnumSource
  void clientsSpeakWhatTheyLikeOverTls(Version version) throws Exception {
    try (FormServer server = server(settings(tls), ClientTimes.DEFAULT)) {
      HttpResponse<String> answer = get(made.client(version), server);

      assertThat(server.url().getScheme()).isEqualTo("https");
      assertThat(answer.version()).isEqualTo(version);
      assertThat(answer.body()).startsWith("https true");
    }
  }

  @ParameterizedTest
  @EnumSource
  void messagesComeInOverTls(Version version) throws Exception {
    IncomingForm form = IncomingForm.posted("identity", "text");
    try (FormServer server = new FormServer(settings(tls), ClientTimes.DEFAULT, form)) {
      HttpClient client = made.client(version);
      List<CompletableFuture<HttpResponse<String>>> answers =
          IntStream.range(0, 100)
              .mapToObj(
                  i ->
                      HttpRequest.newBuilder(server.url())
                          .header("Content-Type", "application/x-www-form-urlencoded")
                          .POST(BodyPublishers.ofString("identity=" + i + "&text=hello"))
                          .build())
              .map(request -> client.sendAsync(request, BodyHandlers.ofString()))
              .toList();

      assertThat(answers).allSatisfy(each -> assertThat(each.get().statusCode()).isEqualTo(200));
      assertThat(server.received()).hasSize(100);
    }
  }

  @Test
  void browsersAreToldToComeByHttpsAloneOnlyWhereThatIsSet() throws Exception {
    try (FormServer server = server(settings(tls), ClientTimes.DEFAULT)) {
      assertThat(get(made.client(Version.HTTP_2), server).headers().map())
          .doesNotContainKey("strict-transport-security");
    }
    TlsSettings telling =
        new TlsSettings(tls.certificate(), tls.key(), Optional.of(Duration.ofDays(30)));
    try (FormServer server = server(settings(telling), ClientTimes.DEFAULT)) {
      assertThat(
              get(made.client(Version.HTTP_2), server)
                  .headers()
                  .firstValue("strict-transport-security"))
          .hasValue("max-age=2592000");
    }
  }

  @Test
  void aNewCertificateIsShownWithoutARestartAndNobodyIsCutOff() throws Exception {
    try (FormServer server = server(settings(tls), ClientTimes.DEFAULT)) {
      HttpClient before = made.client(Version.HTTP_2);
      assertThat(get(before, server).statusCode()).isEqualTo(200);
      MadeCertificate renewed = MadeCertificate.ofCurve();

      renewed.writeTo(folder);

      await()
          .atMost(Duration.ofMinutes(1))
          .ignoreException(SSLHandshakeException.class)
          .until(() -> get(renewed.client(Version.HTTP_1_1), server).statusCode() == 200);
      assertThatThrownBy(() -> get(made.client(Version.HTTP_1_1), server))
          .isInstanceOf(SSLHandshakeException.class);
      assertThat(get(before, server).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void withoutItsKeyItDoesNotStart() throws Exception {
    Files.delete(Path.of(tls.key()));
    try (HttpService service = Services.of(settings(tls), new Backends(List.of()))) {
      assertThatThrownBy(service::start)
          .isInstanceOf(TlsException.class)
          .hasMessageContaining("http.tls.key: " + tls.key() + " does not exist");
    }
  }

  @Test
  void whoSpeaksPlainHttpIsInTheLog() throws Exception {
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    Logger log = (Logger) LoggerFactory.getLogger(HandshakeFailures.class);
    lines.start();
    log.setLevel(Level.WARN);
    log.addAppender(lines);
    try (FormServer server = server(settings(tls), ClientTimes.DEFAULT)) {
      for (int i = 0; i < 2; i++) {
        try (Socket plain = server.connect()) {
          plain
              .getOutputStream()
              .write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
          plain.getInputStream().readAllBytes();
        }
      }
      await().untilAsserted(() -> assertThat(lines.list).hasSize(1));
      assertThat(lines.list.get(0).getFormattedMessage())
          .isEqualTo(
              "a connection from 127.0.0.1 did not come to HTTPS: it does not speak TLS; whoever"
                  + " calls must use https:// and trust the certificate");
    } finally {
      log.detachAppender(lines);
      log.setLevel(null);
    }
  }

  @Test
  void aGatewayWhoseCertificateIsNotTrustedIsSaidNotToBe() throws Exception {
    Duration patience = Duration.ofMinutes(1);
    try (FormServer server = server(settings(tls), ClientTimes.DEFAULT);
        GatewayClient client = new GatewayClient(patience, patience, 1)) {
      client.start();

      assertThat(client.exchange(client.newRequest(server.url())))
          .isEqualTo(
              new GatewayClient.Failed(
                  "the gateway cannot be reached: TLS with it failed: its certificate is signed by"
                      + " nobody whom this Java trusts"));
    }
  }

  @Test
  void aConnectionOfTlsCountsOnce() throws Exception {
    int most = 10;
    try (FormServer server = server(settings(tls, most), ClientTimes.DEFAULT)) {
      List<SSLSocket> open = new ArrayList<>();
      try {
        for (int i = 0; i < most; i++) {
          open.add(connect(server));
        }
        for (SSLSocket each : open) {
          assertThat(ask(each)).isEqualTo('H');
        }
      } finally {
        for (SSLSocket each : open) {
          each.close();
        }
      }
    }
  }

  @Test
  void whoeverHoldsAllConnectionsOfTlsKeepsNobodyOut() throws Exception {
    int most = 10;
    try (FormServer server = server(settings(tls, most), ClientTimes.DEFAULT)) {
      List<Socket> open = new ArrayList<>();
      try {
        for (int i = 0; i < most; i++) {
          Socket silent = server.connect();
          open.add(silent);
          silent.getOutputStream().write(22);
        }
        for (int i = 0; i < most; i++) {
          open.add(connect(server));
        }
        assertThat(get(made.client(Version.HTTP_2), server).statusCode()).isEqualTo(200);
      } finally {
        for (Socket each : open) {
          each.close();
        }
      }
    }
  }

  @Test
  void aHandshakeThatDoesNotEndIsEnded() throws Exception {
    try (FormServer server = server(settings(tls), new ClientTimes(SHORT, LONG, LONG));
        Socket slow = server.connect()) {
      slow.setSoTimeout((int) Duration.ofSeconds(30).toMillis());
      slow.getOutputStream().write(new byte[] {22, 3, 1, 2, 0, 1});

      // An alert, and then the end.
      assertThat(slow.getInputStream().readAllBytes()).hasSizeLessThan(100);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aConnectionThatRestsIsLeftOpen(Version version) throws Exception {
    try (FormServer server = server(settings(tls), new ClientTimes(SHORT, LONG, LONG))) {
      HttpClient client = made.client(version);
      String first = get(client, server).body();
      // Others come and go longer than a header may take.
      long begin = System.nanoTime();
      await()
          .atMost(LONG)
          .until(
              () -> {
                get(made.client(version), server);
                return System.nanoTime() - begin > SHORT.multipliedBy(3).toNanos();
              });

      // It tells the port of the connection.
      assertThat(get(client, server).body()).isEqualTo(first);
    }
  }

  private SSLSocket connect(FormServer server) throws IOException {
    SSLSocket socket =
        (SSLSocket)
            made.context().getSocketFactory().createSocket("127.0.0.1", server.url().getPort());
    socket.startHandshake();
    return socket;
  }

  private static int ask(SSLSocket socket) throws IOException {
    socket
        .getOutputStream()
        .write(
            "GET /form/g/ HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    return socket.getInputStream().read();
  }
}
