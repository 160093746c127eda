package org.threadless.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that hold what they can get, against the zip with a small heap. */
@Tag("siege")
@Isolated("attacks with all that the machine has")
class NetworkSiegeIT {

  private static final String TESTER = "/httptester/httptester-public/";
  private static final int CONNECTIONS = 2_000;
  private static final int HEADER_BYTES = 240 * 1024;
  // More than there are threads on Java 17.
  private static final int TRICKLING = 300;

  @TempDir private Path folder;

  private final List<SocketChannel> held = new ArrayList<>();
  private RouterProcess router;

  @BeforeEach
  void serve() throws IOException {
    Distribution distribution = Distribution.unzipInto(folder);
    distribution.configure("port: 8000", "port: 0");
    distribution.configure(
        "backends:\n", "backends:\n  kannel: {engine: kannel, allow-ip: [10.9.8.7]}\n");
    ProcessBuilder command =
        Distribution.command(distribution.file("bin/router").toString(), "serve");
    command.environment().put("ROUTER_OPTS", "-Xmx256m -XX:+ExitOnOutOfMemoryError");
    router = RouterProcess.start(command);
  }

  @AfterEach
  void stop() throws Exception {
    for (SocketChannel each : held) {
      each.close();
    }
    router.close();
  }

  @Test
  void thousandsOfHeadersThatDoNotEndKeepNobodyOut() throws Exception {
    byte[] header =
        ("GET / HTTP/1.1\r\nX: " + "x".repeat(HEADER_BYTES)).getBytes(StandardCharsets.US_ASCII);
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < CONNECTIONS; i++) {
        hold(header);
        if (i % 100 == 0) {
          assertServes("among headers");
        }
      }
    }
    assertServes("after headers");
  }

  @Test
  void headersThatStayWithinTheirLimitKeepNobodyOutEither() throws Exception {
    byte[] header = ("GET /" + "x".repeat(15_000)).getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < 3 * CONNECTIONS; i++) {
      hold(header);
      if (i % 100 == 0) {
        assertServes("among headers");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/httptester/httptester-public/", "/kannel/kannel/", "/nothing", "/health/ready"})
  void bodiesThatTrickleHoldNoThread(String path) throws Exception {
    for (String length : List.of("100", "60000", "100000", "1000000")) {
      byte[] beginning =
          ("POST "
                  + path
                  + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
                  + length
                  + "\r\n\r\nx")
              .getBytes(StandardCharsets.US_ASCII);
      for (int i = 0; i < TRICKLING; i++) {
        hold(beginning);
      }
      assertServes("among bodies of " + length);
    }
  }

  @Test
  void bodiesThatAreAllButWholeFitTheHeap() throws Exception {
    byte[] beginning =
        ("POST "
                + TESTER
                + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 65000\r\n\r\n"
                + "x".repeat(64_000))
            .getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < 3 * CONNECTIONS; i++) {
      hold(beginning);
      if (i % 100 == 0) {
        assertServes("among bodies");
      }
    }
  }

  @Test
  void pagesThatDoNotReadFitTheHeap() throws Exception {
    byte[] page =
        ("GET " + TESTER + "siege/live HTTP/1.1\r\nHost: localhost\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < CONNECTIONS; i++) {
      hold(page);
    }
    assertThat(router.get("/health/live").statusCode()).isEqualTo(200);
    for (int i = 0; i < 200; i++) {
      router.post(TESTER, "siege", "x".repeat(20_000));
    }
    assertServes("among pages");
  }

  private void assertServes(String when) throws Exception {
    assertThat(router.get("/health/live").statusCode()).as("live %s", when).isEqualTo(200);
    assertThat(router.get("/health/ready").statusCode()).as("ready %s", when).isEqualTo(200);
    assertThat(router.post(TESTER, "1", "ping").statusCode()).as(when).isEqualTo(200);
  }

  /** Connects, and sends as much of it as is taken at once. */
  private void hold(byte[] bytes) throws IOException {
    SocketChannel channel =
        SocketChannel.open(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), router.root().getPort()));
    held.add(channel);
    channel.configureBlocking(false);
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    try {
      while (buffer.hasRemaining() && channel.write(buffer) > 0) {
        Thread.onSpinWait();
      }
    } catch (IOException e) {
      // It was closed for another, or refused.
    }
  }
}
