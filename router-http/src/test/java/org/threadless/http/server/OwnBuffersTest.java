package org.threadless.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.threadless.http.HttpService;
import org.threadless.http.HttpSettings;
import org.threadless.http.RawRequest;
import org.threadless.http.Services;
import org.threadless.router.engine.backend.Backends;

/** Requests that cannot be read, many at once: each is answered for what it was itself. */
class OwnBuffersTest {

  private static final int CLIENTS = 8;
  private static final int REQUESTS_OF_EACH = 1_000;
  private static final int PATIENCE_MILLIS = 20_000;
  private static final int STATUS = "HTTP/1.1 ".length();
  private static final String TOO_LONG =
      "GET /health/live HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(20_000) + "\r\n\r\n";

  private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
  private HttpService service;
  private int port;

  @BeforeEach
  void start() throws IOException {
    service = Services.of(new HttpSettings("127.0.0.1", 0), new Backends(List.of()));
    port = service.start().getPort();
  }

  @AfterEach
  void stop() {
    clients.shutdownNow();
    service.close();
  }

  @Test
  void aRequestThatCannotBeReadIsNeverReadAsAnother() throws Exception {
    List<Future<Map<String, Integer>>> asked = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      asked.add(clients.submit(this::statuses));
    }

    Map<String, Integer> statuses = new TreeMap<>();
    for (Future<Map<String, Integer>> each : asked) {
      each.get().forEach((status, n) -> statuses.merge(status, n, Integer::sum));
    }
    assertThat(statuses).containsOnlyKeys("431");
  }

  private Map<String, Integer> statuses() throws IOException {
    Map<String, Integer> statuses = new TreeMap<>();
    for (int i = 0; i < REQUESTS_OF_EACH; i++) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        socket.setSoTimeout(PATIENCE_MILLIS);
        String answer = RawRequest.answer(socket, TOO_LONG);
        // One that was reset before it was read tells nothing.
        if (!answer.isEmpty()) {
          statuses.merge(answer.substring(STATUS, STATUS + 3), 1, Integer::sum);
        }
      }
    }
    return statuses;
  }
}
