package org.threadless.http.server.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.threadless.http.FormServer;
import org.threadless.http.HttpSettings;
import org.threadless.http.receive.IncomingForm;

/** What becomes of clients that send or read without end, over real sockets. */
class SlowClientsTest {

  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final IncomingForm FORM = IncomingForm.posted("identity", "text");
  private static final String MESSAGE = "identity=1&text=x";

  // More than the system keeps for both ends of a connection.
  private static final int MUCH = 32 * 1024 * 1024;
  private static final String ASK = "GET /form/g/ HTTP/1.1\r\nHost: localhost\r\n\r\n";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "G|E",
        "GET /form/g/?|x",
        "POST /form/g/ HTTP/1.1\r\nHost: localhost\r\n|X: y\r\n",
        "POST /form/g/ HTTP/1.1\r\nHost: localhost\r\nX: |y",
      })
  void aHeaderThatTricklesIsEndedAndOthersGoOn(String request) throws Exception {
    try (FormServer server = listening(new ClientTimes(SHORT, LONG, LONG))) {
      // Jetty has a last word for those whose first line it has.
      assertThat(trickle(server, request)).matches("(?s)(HTTP/1.1 500 .*)?");
    }
  }

  @Test
  void theHeaderOfASecondRequestIsWaitedForNoLonger() throws Exception {
    String first = "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n";
    try (FormServer server = listening(new ClientTimes(SHORT, LONG, LONG))) {
      assertThat(trickle(server, first + "GET /form/g/?|x"))
          .startsWith("HTTP/1.1 200")
          .endsWith("OK");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 50000\r\n\r\nidentity=1&text=|x",
        "Transfer-Encoding: chunked\r\n\r\n|1\r\nx\r\n",
      })
  void aBodyThatTricklesIsEndedAndOthersGoOn(String request) throws Exception {
    try (FormServer server = listening(new ClientTimes(LONG, SHORT, LONG))) {
      String answer = trickle(server, "POST /form/g/ HTTP/1.1\r\nHost: localhost\r\n" + request);

      assertThat(answer)
          .startsWith("HTTP/1.1 408")
          .endsWith("did not come in time; send it at once");
    }
  }

  @Test
  void anAnswerThatNobodyReadsIsEndedAndOthersGoOn() throws Exception {
    Sending much = new Sending();
    try (FormServer server =
            new FormServer(
                new HttpSettings("127.0.0.1", 0),
                new ClientTimes(LONG, LONG, SHORT),
                unused -> much);
        Socket reader = server.connect()) {
      reader.getOutputStream().write(ASK.getBytes(StandardCharsets.US_ASCII));
      await()
          .untilAsserted(
              () -> {
                assertThat(health(server)).startsWith("HTTP/1.1 200");
                assertThat(much.failed).hasValue(1);
              });

      assertThat(reader.getInputStream().readNBytes(MUCH)).hasSizeLessThan(MUCH);
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("reset");
    }
  }

  @Test
  void anAnswerThatIsReadIsNotEndedHoweverMuchItIs() throws Exception {
    Sending much = new Sending();
    try (FormServer server =
        new FormServer(
            new HttpSettings("127.0.0.1", 0), new ClientTimes(LONG, LONG, LONG), unused -> much)) {
      assertThat(server.raw(ASK.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n")))
          .hasSizeGreaterThan(MUCH);
    }
  }

  @Test
  void whoeverHoldsAllConnectionsWithoutReadingKeepsNobodyOut() throws Exception {
    int most = 10;
    HttpSettings few = new HttpSettings("127.0.0.1", 0, null, most, null, null, null, null);
    List<Socket> open = new ArrayList<>();
    try (FormServer server =
        new FormServer(few, new ClientTimes(LONG, LONG, LONG), unused -> new Sending())) {
      for (int i = 0; i < 2 * most; i++) {
        Socket reader = server.connect();
        open.add(reader);
        reader.getOutputStream().write(ASK.getBytes(StandardCharsets.US_ASCII));
        // The answer is on its way.
        assertThat(reader.getInputStream().read()).isEqualTo('H');
      }

      await().untilAsserted(() -> assertThat(health(server)).startsWith("HTTP/1.1 200"));
    } finally {
      for (Socket each : open) {
        each.close();
      }
    }
  }

  private static FormServer listening(ClientTimes times) {
    return new FormServer(new HttpSettings("127.0.0.1", 0), times, FORM);
  }

  private static String health(FormServer server) {
    return server.raw("GET /health/live HTTP/1.0\r\n\r\n");
  }

  /**
   * Sends what stands before the bar, then what is after it again and again, while others bring
   * messages; returns all that is answered until the connection is closed.
   */
  private static String trickle(FormServer server, String request) throws IOException {
    int bar = request.indexOf('|');
    byte[] again = request.substring(bar + 1).getBytes(StandardCharsets.US_ASCII);
    StringBuilder answer = new StringBuilder();
    try (Socket socket = server.connect()) {
      socket.setSoTimeout(10);
      socket.getOutputStream().write(request.substring(0, bar).getBytes(StandardCharsets.US_ASCII));
      int next = 0;
      while (next >= 0) {
        try {
          next = socket.getInputStream().read();
          if (next >= 0) {
            answer.append((char) next);
          }
        } catch (SocketTimeoutException e) {
          assertThat(server.post("", MESSAGE)).startsWith("HTTP/1.1 200");
          socket.getOutputStream().write(again);
        }
      }
    } catch (IOException e) {
      assertThat(e).hasMessageMatching("(?i).*(reset|broken pipe).*");
    }
    return answer.toString();
  }

  /** Answers much. */
  private static final class Sending extends Handler.Abstract {

    private final ByteBuffer bytes = ByteBuffer.allocateDirect(MUCH);
    private final AtomicInteger failed = new AtomicInteger();

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      response.write(
          true, bytes.duplicate(), Callback.from(callback, failure -> failed.incrementAndGet()));
      return true;
    }
  }
}
