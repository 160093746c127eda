package org.threadless.http.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.threadless.http.client.GatewayClient.Answered;
import org.threadless.http.client.GatewayClient.Outcome;

/** A gateway of which half of the answers cannot be read, or come too late, many at once. */
class OwnAnswersTest {

  private static final int CALLERS = 32;
  private static final int REQUESTS_OF_EACH = 200;
  private static final String PARTS = "GET /";

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final GatewayClient client =
      new GatewayClient(Duration.ofSeconds(10), Duration.ofMillis(400), CALLERS);
  private ServerSocket gateway;

  @BeforeEach
  void start() throws IOException {
    gateway = new ServerSocket(0, CALLERS, InetAddress.getLoopbackAddress());
    client.start();
    threads.execute(this::accept);
  }

  @AfterEach
  void stop() throws Exception {
    threads.shutdownNow();
    client.close();
    gateway.close();
  }

  @Test
  void whatOneRequestIsAnsweredIsNeverTakenForTheAnswerToAnother() throws Exception {
    List<Future<Integer>> asked = new ArrayList<>();
    for (int caller = 0; caller < CALLERS; caller++) {
      int first = caller * REQUESTS_OF_EACH;
      asked.add(threads.submit(() -> answered(first)));
    }

    int answered = 0;
    for (Future<Integer> each : asked) {
      answered += each.get();
    }
    assertThat(answered).isGreaterThan(CALLERS);
  }

  private int answered(int first) throws InterruptedException {
    int answered = 0;
    for (int id = first; id < first + REQUESTS_OF_EACH; id++) {
      URI url = URI.create("http://127.0.0.1:" + gateway.getLocalPort() + "/" + id);
      Outcome outcome = client.exchange(client.newRequest(url));
      if (outcome instanceof Answered answer) {
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(body(id));
        answered++;
      }
    }
    return answered;
  }

  private static String body(int id) {
    return (id + " is taken; ").repeat(1_000);
  }

  private void accept() {
    try {
      while (!gateway.isClosed()) {
        Socket socket = gateway.accept();
        threads.execute(() -> serve(socket));
      }
    } catch (IOException e) {
      // The test has ended.
    }
  }

  private static void serve(Socket socket) {
    try (socket;
        BufferedReader in =
            new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.startsWith(PARTS)) {
          String id = line.substring(PARTS.length(), line.indexOf(' ', PARTS.length()));
          answer(socket.getOutputStream(), Integer.parseInt(id));
        }
      }
    } catch (IOException e) {
      // The client has had enough.
    }
  }

  private static void answer(OutputStream out, int id) throws IOException {
    String body = body(id);
    String head = "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n";
    switch (ThreadLocalRandom.current().nextInt(8)) {
      case 0 -> write(out, head + "X: " + "x".repeat(40_000));
      case 1 -> write(out, "HTTP/1.1 20 \0 x\r\n\r\n" + "x".repeat(30_000));
      case 2 -> write(out, head + "\r\n" + body.substring(10));
      case 3 -> {
        write(out, head + "Transfer-Encoding: chunked\r\n\r\nzz\r\n" + body);
        throw new IOException("broken off");
      }
      default -> write(out, head + "\r\n" + body);
    }
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(ISO_8859_1));
    out.flush();
  }
}
