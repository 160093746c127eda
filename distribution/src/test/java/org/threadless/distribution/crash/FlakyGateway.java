package org.threadless.distribution.crash;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A gateway that is well, slow, failing, dropping connections and refusing by turns. It keeps a
 * record of all that reached it.
 */
final class FlakyGateway implements AutoCloseable {

  /** What it does with a message. */
  enum Mood {
    WELL,
    SLOW,
    FAILING,
    DROPPING,
    REFUSING
  }

  /**
   * A message that reached it, and that it said yes or no to.
   *
   * @param identity whom it is for
   * @param text what it says
   * @param at when it came
   */
  record Taken(String identity, String text, Instant at) {}

  /**
   * A request that reached it.
   *
   * @param mood what it did with it
   */
  record Arrived(Taken message, Mood mood) {}

  private static final Duration SLOW = Duration.ofMillis(300);

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<Taken> taken = new ArrayList<>();
  private final List<Arrived> arrived = new ArrayList<>();
  private volatile Mood mood = Mood.WELL;

  FlakyGateway() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1000);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/send";
  }

  void become(Mood next) {
    mood = next;
  }

  /** Returns the record, in the order things came. */
  synchronized List<Taken> taken() {
    return List.copyOf(taken);
  }

  /** Returns all requests, whatever it did with them. */
  synchronized List<Arrived> arrived() {
    return List.copyOf(arrived);
  }

  private void handle(HttpExchange exchange) throws IOException {
    Instant at = Instant.now();
    Map<String, String> form = form(exchange);
    Mood now = mood;
    Taken message = new Taken(form.get("identity"), form.get("text"), at);
    arrive(new Arrived(message, now));
    if (now == Mood.DROPPING || (now == Mood.SLOW && isClosedWithin(SLOW))) {
      exchange.close();
      return;
    }
    if (now != Mood.FAILING) {
      take(message);
    }
    int status =
        switch (now) {
          case FAILING -> 503;
          case REFUSING -> 400;
          default -> 200;
        };
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  private synchronized void arrive(Arrived request) {
    arrived.add(request);
  }

  private synchronized void take(Taken message) {
    taken.add(message);
  }

  private boolean isClosedWithin(Duration time) {
    try {
      return closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private static Map<String, String> form(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Map<String, String> form = new HashMap<>();
    for (String field : body.split("&", -1)) {
      String[] parts = field.split("=", 2);
      form.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return form;
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
