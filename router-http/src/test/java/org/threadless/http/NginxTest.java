package org.threadless.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.threadless.http.response.Answers;
import org.threadless.http.server.connection.ClientTimes;
import org.threadless.http.tls.MadeCertificate;
import org.threadless.testrig.Ports;

/** A real nginx in front, set up as the page for administrators says. */
class NginxTest {

  private static final Path PAGE = Path.of("../docs/tls-and-proxies.md");
  private static final Pattern SNIPPET = Pattern.compile("```nginx\n(.+?)```", Pattern.DOTALL);

  @TempDir private Path folder;

  private final MadeCertificate made = MadeCertificate.ofCurve();
  private final int port = Ports.free();
  private FormServer server;
  private Process nginx;

  @BeforeEach
  void start() throws Exception {
    Optional<Path> program =
        Stream.of("/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/sbin/nginx")
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst();
    if (!"true".equals(System.getenv("CI"))) {
      assumeThat(program).as("nginx is not installed: apt-get install nginx-light").isPresent();
    }
    server =
        new FormServer(
            new HttpSettings(
                "127.0.0.1",
                0,
                null,
                null,
                null,
                null,
                List.of(URI.create("https://sms.example.org")),
                null,
                Optional.empty(),
                true,
                List.of("127.0.0.1")),
            ClientTimes.DEFAULT,
            unused -> new Origin());
    Path conf = folder.resolve("nginx.conf");
    Files.writeString(conf, conf());
    nginx =
        new ProcessBuilder(
                program.orElseThrow().toString(), "-p", folder.toString(), "-c", conf.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("nginx.log").toFile())
            .start();
  }

  @AfterEach
  void stop() throws InterruptedException {
    if (nginx != null) {
      nginx.destroy();
      nginx.waitFor(20, TimeUnit.SECONDS);
    }
    if (server != null) {
      server.close();
    }
  }

  private String conf() throws IOException {
    made.writeTo(folder);
    Matcher snippet = SNIPPET.matcher(Files.readString(PAGE));
    assertThat(snippet.find()).isTrue();
    String router = "127.0.0.1:" + server.url().getPort();
    return "daemon off; master_process off; worker_processes 1; pid nginx.pid;\n"
        + "error_log stderr;\nevents {}\nhttp {\naccess_log off;\n"
        + Stream.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
            .map(each -> each + "_temp_path " + each + ";\n")
            .reduce("", String::concat)
        + snippet
            .group(1)
            .replace("listen 443", "listen 127.0.0.1:" + port)
            .replace("127.0.0.1:8000", router)
            .replaceFirst("ssl_certificate [^;]+", "ssl_certificate certificate.pem")
            .replaceFirst("ssl_certificate_key [^;]+", "ssl_certificate_key key.pem")
            // Files of its own folder, wherever the conf is.
            .replace("certificate.pem", folder.resolve("certificate.pem").toString())
            .replace("key.pem", folder.resolve("key.pem").toString())
        + "}\n";
  }

  /** Tells how a request came. */
  private static final class Origin extends Handler.Abstract {

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      Answers.line(
          response,
          callback,
          200,
          String.join(
              " ",
              Request.getRemoteAddr(request),
              String.valueOf(request.isSecure()),
              request.getHttpURI().getScheme(),
              request.getHeaders().get(HttpHeader.HOST)));
      return true;
    }
  }

  private HttpResponse<String> get(Version version, String path, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("https://localhost:" + port + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    HttpClient client = made.client(version);
    return await()
        .ignoreException(ConnectException.class)
        .until(
            () -> client.send(request.build(), BodyHandlers.ofString()), answer -> answer != null);
  }

  @Test
  void theRouterKnowsWhoCallsNginxAndThatItIsByHttps() throws Exception {
    for (Version version : Version.values()) {
      HttpResponse<String> answer = get(version, "/form/g/");

      assertThat(answer.version()).isEqualTo(version);
      assertThat(answer.body().strip()).isEqualTo("127.0.0.1 true https localhost:" + port);
    }
  }

  @Test
  void whatACallerSaysOfItselfDoesNotGetThrough() throws Exception {
    assertThat(
            get(
                    Version.HTTP_1_1,
                    "/form/g/",
                    "X-Forwarded-For",
                    "10.1.2.3",
                    "X-Forwarded-Host",
                    "evil.example.org",
                    "X-Forwarded-Proto",
                    "http",
                    "Forwarded",
                    "for=10.1.2.3;proto=http;host=evil.example.org")
                .body()
                .strip())
        .isEqualTo("127.0.0.1 true https localhost:" + port);
  }

  @Test
  void strangersAreNotToldHowThingsAre() throws Exception {
    assertThat(get(Version.HTTP_2, "/health/ready").statusCode()).isEqualTo(403);
  }
}
