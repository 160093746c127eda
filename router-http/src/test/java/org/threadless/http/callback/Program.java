package org.threadless.http.callback;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A program that is told, on a free port of this machine. */
final class Program implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Told> told = new CopyOnWriteArrayList<>();
  private volatile int status = 204;
  private volatile String retryAfter = "";

  /** A request. */
  record Told(String path, Headers headers, String body) {

    String header(String name) {
      return headers.getFirst(name);
    }
  }

  Program() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    told.add(new Told(exchange.getRequestURI().toString(), exchange.getRequestHeaders(), body));
    if (!retryAfter.isEmpty()) {
      exchange.getResponseHeaders().add("Retry-After", retryAfter);
    }
    if (status == 302) {
      exchange.getResponseHeaders().add("Location", url("elsewhere").toString());
    }
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  /** Answers so from now on. */
  Program answers(int newStatus) {
    status = newStatus;
    return this;
  }

  Program asksToWait(String seconds) {
    retryAfter = seconds;
    return this;
  }

  URI url(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + path);
  }

  List<Told> told() {
    return told;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
