package org.threadless.app.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** Somebody's own program on a free port, which answers each question as a test says. */
final class OwnProgram implements AutoCloseable {

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Question> questions = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private volatile Answer answer = question -> Said.json("{\"replies\": [{\"text\": \"hello\"}]}");

  /**
   * What it was asked.
   *
   * @param headers by lower-case name
   */
  record Question(String path, Map<String, String> headers, String body) {}

  /** What it says. */
  record Said(int status, Map<String, String> headers, String body) {

    static Said json(String body) {
      return new Said(200, Map.of("Content-Type", "application/json"), body);
    }

    static Said xml(String body) {
      return new Said(200, Map.of("Content-Type", "text/xml"), body);
    }

    static Said text(String body) {
      return new Said(200, Map.of("Content-Type", "text/plain"), body);
    }

    static Said status(int status) {
      return new Said(status, Map.of(), "");
    }
  }

  /** What it makes of a question. */
  @FunctionalInterface
  interface Answer {
    Said to(Question question) throws Exception;
  }

  OwnProgram() {
    this(0);
  }

  OwnProgram(int port) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  OwnProgram answer(Answer other) {
    answer = other;
    return this;
  }

  OwnProgram says(Said said) {
    return answer(question -> said);
  }

  List<Question> questions() {
    return questions;
  }

  int port() {
    return server.getAddress().getPort();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + port() + "/ask?from=sms");
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      Question question =
          new Question(
              exchange.getRequestURI().toString(),
              exchange.getRequestHeaders().entrySet().stream()
                  .collect(
                      Collectors.toMap(
                          entry -> entry.getKey().toLowerCase(java.util.Locale.ROOT),
                          entry -> entry.getValue().get(0))),
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      questions.add(question);
      Said said = said(question);
      byte[] body = said.body().getBytes(StandardCharsets.UTF_8);
      said.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
      exchange.sendResponseHeaders(said.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private Said said(Question question) throws IOException {
    try {
      return answer.to(question);
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
