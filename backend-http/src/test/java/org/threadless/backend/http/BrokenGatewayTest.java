package org.threadless.backend.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.threadless.router.backend.SendResult;
import org.threadless.testing.FakeGateway;
import org.threadless.testing.FakeGateway.Received;

class BrokenGatewayTest {

  private static final String POST = "/send/hunter2?password=hunter2";
  private static final String GET = POST + "&to={identity}&text={text}";
  private static final SendResult BROKEN =
      SendResult.unanswered("the connection to the gateway broke before it had answered");

  private final FakeGateway gateway = new FakeGateway();

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void aRefusedConnectionIsNotPerhapsSent() throws Exception {
    String url = gateway.url(POST);
    gateway.close();
    try (SendingBackend sending = SendingBackend.to(url)) {
      assertThat(sending.send("1", "x"))
          .isEqualTo(SendResult.retry("the gateway cannot be reached: connection refused"));
    }
  }

  @Test
  void aHostThatIsNotKnownIsNotPerhapsSent() throws Exception {
    try (SendingBackend sending = SendingBackend.to("http://hunter2.invalid/")) {
      assertThat(sending.send("1", "x"))
          .isEqualTo(SendResult.retry("the gateway cannot be reached: its host is not known"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {POST, GET})
  void afterADroppedConnectionTheMessageIsPerhapsSentAndItIsSentOnce(String url) throws Exception {
    gateway.next(FakeGateway.drop());
    try (SendingBackend sending = SendingBackend.to(gateway.url(url))) {
      assertThat(sending.send("1", "x")).isEqualTo(BROKEN);
    }
    assertThat(gateway.received()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {POST, GET})
  void aKeptAliveConnectionThatIsDroppedDoesNotSendTheMessageTwice(String url) throws Exception {
    gateway.next(FakeGateway.answer(200), FakeGateway.drop());
    try (SendingBackend sending = SendingBackend.to(gateway.url(url))) {
      assertThat(sending.send("1", "one")).isEqualTo(SendResult.accepted());
      assertThat(sending.send("1", "two")).isEqualTo(BROKEN);
      assertThat(sending.send("1", "three")).isEqualTo(SendResult.accepted());
    }
    assertThat(gateway.received()).extracting(Received::connection).containsExactly(1, 1, 2);
  }

  @Test
  void anAnswerThatIsCutOffMeansPerhapsSent() throws Exception {
    gateway.next(
        socket -> {
          FakeGateway.raw("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nOK").apply(socket);
          socket.close();
        });
    try (SendingBackend sending = SendingBackend.to(gateway.url(POST))) {
      assertThat(sending.send("1", "x")).isEqualTo(BROKEN);
    }
  }

  @Test
  void whatIsNotHttpMeansPerhapsSent() throws Exception {
    gateway.next(FakeGateway.raw("NONSENSE hunter2\r\n\r\n"));
    try (SendingBackend sending = SendingBackend.to(gateway.url(POST))) {
      assertThat(sending.send("1", "x"))
          .isEqualTo(SendResult.unanswered("the gateway's answer is not HTTP"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {POST, GET})
  void aGatewayThatDoesNotAnswerInTimeHasPerhapsGotTheMessage(String url) throws Exception {
    gateway.next(FakeGateway.silence());
    try (SendingBackend sending =
        SendingBackend.withResponseTimeout(gateway.url(url), Duration.ofMillis(1500))) {
      assertThat(sending.send("1", "x"))
          .isEqualTo(SendResult.unanswered("the gateway did not answer within 1500 ms"));
    }
    Awaitility.await().untilAsserted(() -> assertThat(gateway.received()).hasSize(1));
  }

  @Test
  void theWholeAnswerMustCome() throws Exception {
    gateway.next(
        socket -> {
          FakeGateway.raw("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nOK").apply(socket);
          FakeGateway.silence().apply(socket);
        });
    try (SendingBackend sending =
        SendingBackend.withResponseTimeout(gateway.url(POST), Duration.ofMillis(1500))) {
      assertThat(sending.send("1", "x"))
          .isEqualTo(SendResult.unanswered("the gateway did not answer within 1500 ms"));
    }
  }

  @Test
  void aConnectionThatIsNotTakenInTimeIsNotPerhapsSent() throws Exception {
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      List<SocketChannel> waiting = fill(full);
      String url = "http://127.0.0.1:" + full.getLocalPort() + POST;
      try (SendingBackend sending =
          SendingBackend.withConnectTimeout(url, Duration.ofMillis(300))) {
        assertThat(sending.send("1", "x"))
            .isEqualTo(
                SendResult.retry("the gateway cannot be reached: no connection within 300 ms"));
      } finally {
        for (SocketChannel channel : waiting) {
          channel.close();
        }
      }
    }
  }

  @Test
  void aSlowMessageHoldsUpNoOther() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    gateway.next(
        socket -> {
          asked.countDown();
          await(release);
          FakeGateway.answer(200).apply(socket);
        });
    try (SendingBackend sending = SendingBackend.to(gateway.url(POST))) {
      CompletableFuture<SendResult> slow =
          CompletableFuture.supplyAsync(() -> sendUnchecked(sending));
      await(asked);

      assertThat(sending.send("2", "fast")).isEqualTo(SendResult.accepted());

      assertThat(slow).isNotDone();
      release.countDown();
      assertThat(slow.get(2, TimeUnit.MINUTES)).isEqualTo(SendResult.accepted());
    }
  }

  @Test
  void anInterruptEndsTheWait() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    gateway.next(
        socket -> {
          asked.countDown();
          FakeGateway.silence().apply(socket);
        });
    try (SendingBackend sending = SendingBackend.to(gateway.url(POST))) {
      Thread waiting =
          new Thread(
              () -> {
                try {
                  sending.send("1", "x");
                } catch (InterruptedException e) {
                  interrupted.countDown();
                }
              });
      waiting.start();
      await(asked);

      waiting.interrupt();

      await(interrupted);
    }
  }

  // Nobody accepts, and the queue of the listening socket is full: the next one has to wait.
  private static List<SocketChannel> fill(ServerSocket full) throws Exception {
    List<SocketChannel> waiting = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      SocketChannel channel = SocketChannel.open();
      channel.configureBlocking(false);
      channel.connect(new InetSocketAddress(full.getInetAddress(), full.getLocalPort()));
      waiting.add(channel);
    }
    return waiting;
  }

  private static SendResult sendUnchecked(SendingBackend sending) {
    try {
      return sending.send("1", "slow");
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(2, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
