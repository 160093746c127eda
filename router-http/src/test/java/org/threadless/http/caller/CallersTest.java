package org.threadless.http.caller;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.threadless.http.response.Answers;

/** Where a request comes from, over real sockets. */
class CallersTest {

  private final HttpClient client = HttpClient.newHttpClient();
  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);
  private volatile Callers callers = trusting();

  private static Callers trusting(String... proxies) {
    return new Callers(
        new CallerSettings(Optional.empty(), List.of(proxies), Optional.empty(), null));
  }

  @BeforeEach
  void start() throws Exception {
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(
        new Handler.Abstract() {
          @Override
          public boolean handle(Request request, Response response, Callback callback) {
            Answers.line(
                response,
                callback,
                200,
                callers.caller(request).map(InetAddress::getHostAddress).orElse("nobody knows"));
            return true;
          }
        });
    server.start();
  }

  @AfterEach
  void stop() throws Exception {
    server.stop();
  }

  private String caller(String... forwardedFor) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/"));
    Arrays.stream(forwardedFor).forEach(hops -> request.header("X-Forwarded-For", hops));
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
  }

  @Test
  void aRequestComesFromTheAddressOfItsConnection() throws Exception {
    assertThat(caller()).isEqualTo("127.0.0.1");
  }

  @Test
  void whatSomebodySaysOfItselfIsNotBelieved() throws Exception {
    assertThat(caller("192.0.2.7")).isEqualTo("127.0.0.1");
  }

  @Test
  void throughATrustedProxyItComesFromWhomTheProxySaw() throws Exception {
    callers = trusting("127.0.0.1", "10.1.0.0/16");

    assertThat(caller("192.0.2.7")).isEqualTo("192.0.2.7");
    assertThat(caller("198.51.100.1, 192.0.2.7, 10.1.2.3")).isEqualTo("192.0.2.7");
  }

  @Test
  void aTrustedProxyThatSaysNoAddressLeavesItUnknown() throws Exception {
    callers = trusting("127.0.0.1");

    assertThat(caller()).isEqualTo("nobody knows");
    assertThat(caller("example.org")).isEqualTo("nobody knows");
  }
}
