package org.threadless.backend.kannel;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.threadless.router.text.PercentCoding;

/** Answers as smsbox does, or as a test tells it. */
final class FakeSendsms implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Map<String, String>> received = new CopyOnWriteArrayList<>();
  private final List<String> methods = new CopyOnWriteArrayList<>();
  private volatile int status = 202;
  private volatile String body = "0: Accepted for delivery";

  FakeSendsms() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/cgi-bin/sendsms");
  }

  /** Answers like this from now on. */
  void answerWith(int newStatus, String newBody) {
    status = newStatus;
    body = newBody;
  }

  /** Closes the connection from now on, instead of an answer. */
  void drop() {
    status = 0;
  }

  /** Returns the parameters of all requests, each value as its bytes in ISO-8859-1. */
  List<Map<String, String>> received() {
    return received;
  }

  List<String> methods() {
    return methods;
  }

  /** Returns the texts of all requests, read by their charset. */
  List<String> texts() {
    return received.stream()
        .map(
            each ->
                new String(
                    each.get("text").getBytes(StandardCharsets.ISO_8859_1),
                    Charset.forName(each.get("charset"))))
        .toList();
  }

  private void answer(HttpExchange exchange) throws IOException {
    Map<String, String> parameters = new HashMap<>();
    for (String field : exchange.getRequestURI().getRawQuery().split("&", -1)) {
      String[] parts = field.split("=", 2);
      parameters.put(
          parts[0], new String(PercentCoding.decode(parts[1]), StandardCharsets.ISO_8859_1));
    }
    received.add(parameters);
    methods.add(exchange.getRequestMethod());
    try (exchange) {
      if (status > 0) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
