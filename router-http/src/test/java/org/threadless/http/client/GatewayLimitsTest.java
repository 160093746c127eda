package org.threadless.http.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.threadless.http.client.GatewayClient.Answered;
import org.threadless.http.client.GatewayClient.Outcome;

/** A gateway that sends without end, over a real socket. */
class GatewayLimitsTest {

  private static final Duration SHORT = Duration.ofMillis(600);
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final String OK = "HTTP/1.1 200 OK\r\n";

  private final GatewayClient client = new GatewayClient(LONG, LONG, 10);
  private final GatewayClient impatient = new GatewayClient(SHORT, SHORT, 10);
  private final BlockingQueue<Long> sent = new LinkedBlockingQueue<>();
  private ServerSocket gateway;

  @BeforeEach
  void start() throws IOException {
    gateway = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    client.start();
    impatient.start();
  }

  @AfterEach
  void stop() throws Exception {
    gateway.close();
    client.close();
    impatient.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 |x",
        OK + "X: |x",
        OK + "|X: y\r\n",
        OK + "Transfer-Encoding: chunked\r\n\r\n0\r\n|X: y\r\n",
        OK + "Transfer-Encoding: chunked\r\n\r\n1;|x",
      })
  void aHeaderWithoutEndIsCutOffAtItsLimit(String answer) throws Exception {
    Outcome outcome = ask(client, answer);

    assertThat(outcome).isNotInstanceOf(Answered.class);
    assertThat(sent.poll(2, TimeUnit.MINUTES)).isNotNull().isLessThan(16L * 1024 * 1024);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 199 Wait\r\n\r\n|",
        "|HTTP/1.1 199 Wait\r\n\r\n",
        "|HTTP/1.1 100 Continue\r\n\r\n",
        "|HTTP/1.1 103 Early Hints\r\nLink: <a>\r\n\r\n",
        OK + "Content-Length: 9\r\n\r\n|",
        OK + "|",
        "|",
      })
  void whatIsNoWholeAnswerIsWaitedForNoLongerThanTheTimeOut(String answer) throws Exception {
    Outcome outcome = ask(impatient, answer);

    assertThat(outcome)
        .hasToString(
            outcome.getClass().getSimpleName()
                + "[reason=the gateway did not answer within 600 ms]");
    assertThat(sent.poll(2, TimeUnit.MINUTES)).as("the connection is closed").isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        OK + "\r\n|x",
        OK + "Content-Length: 99999999999\r\n\r\n|x",
        OK + "Transfer-Encoding: chunked\r\n\r\n|10\r\nxxxxxxxxxxxxxxxx\r\n",
      })
  void ofABodyWithoutEndTheBeginningIsTheAnswer(String answer) throws Exception {
    Outcome outcome = ask(client, answer);

    assertThat(outcome).isInstanceOf(Answered.class);
    assertThat(((Answered) outcome).status()).isEqualTo(200);
    assertThat(((Answered) outcome).body()).isEqualTo("x".repeat(64 * 1024));
    assertThat(sent.poll(2, TimeUnit.MINUTES)).as("the connection is closed").isNotNull();
  }

  @Test
  void aGatewayThatSaysContinueOnceOrTwiceIsAnswered() throws Exception {
    Outcome outcome =
        ask(
            client,
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\n"
                + OK
                + "Content-Length: 2\r\n\r\nOK|");

    assertThat(((Answered) outcome).body()).isEqualTo("OK");
  }

  /** Asks a gateway that sends what stands before the bar, then what is after it for ever. */
  private Outcome ask(GatewayClient client, String answer) throws InterruptedException {
    int bar = answer.indexOf('|');
    Thread thread =
        new Thread(() -> serve(answer.substring(0, bar), answer.substring(bar + 1).repeat(1024)));
    thread.setDaemon(true);
    thread.start();
    return client.exchange(
        client.newRequest(URI.create("http://127.0.0.1:" + gateway.getLocalPort() + "/")));
  }

  private void serve(String beginning, String endless) {
    long count = 0;
    try (Socket socket = gateway.accept()) {
      socket.getInputStream().read(new byte[4096]);
      OutputStream out = socket.getOutputStream();
      out.write(beginning.getBytes(StandardCharsets.US_ASCII));
      if (endless.isEmpty()) {
        socket.getInputStream().read();
      }
      byte[] again = endless.getBytes(StandardCharsets.US_ASCII);
      while (again.length > 0) {
        out.write(again);
        count += again.length;
      }
    } catch (IOException e) {
      // The client has had enough.
    }
    sent.add(count);
  }
}
