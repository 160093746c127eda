package org.threadless.backend.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.threadless.http.HttpSettings;
import org.threadless.http.PublicUrls;
import org.threadless.http.response.Answers;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.incoming.Receipt;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.IncomingStatus;
import org.threadless.router.message.ReceivedMessage;

/** A server with what one backend takes, at {@code /http/g/}. */
final class ReceptionServer implements AutoCloseable {

  static final Instant NOW = Instant.parse("2026-01-31T15:30:00Z");

  private final List<ReceivedMessage> messages = Collections.synchronizedList(new ArrayList<>());
  private final RecordedReports reports = new RecordedReports();
  private final Server server = new Server();
  private final URI url;
  private final BlockingQueue<String> reasons = new LinkedBlockingQueue<>();
  private volatile Optional<String> lost = Optional.empty();

  ReceptionServer(String yaml) {
    Reception reception =
        new Reception(
            new BackendName("g"),
            Yaml.settings(yaml),
            this::take,
            reports,
            new PublicUrls(new HttpSettings("127.0.0.1", 0)),
            InstantSource.fixed(NOW));
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    ContextHandler context = new ContextHandler(reception.handler(), "/http/g");
    context.setAllowNullPathInContext(true);
    server.setHandler(context);
    server.setRequestLog((request, response) -> reasons.add(Answers.reason(request).orElse("")));
    try {
      server.start();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    this.url = URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/http/g/");
  }

  /** Lets the store be away for messages of this text. */
  void loseStoreAt(String text) {
    lost = Optional.of(text);
  }

  private Receipt take(ReceivedMessage message) {
    if (lost.filter(message.text()::equals).isPresent()) {
      throw new StoreUnavailableException("the database is away", new IOException("gone"));
    }
    messages.add(message);
    return new Receipt(UUID.randomUUID(), IncomingStatus.HANDLED, false, List.of());
  }

  /** Returns why the next request, or a part of it, was not taken; an empty text where all was. */
  String reason() {
    try {
      return Objects.requireNonNull(reasons.poll(10, TimeUnit.SECONDS), "no request was answered");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  List<ReceivedMessage> messages() {
    return messages;
  }

  RecordedReports reports() {
    return reports;
  }

  HttpResponse<String> json(String below, String body) {
    return send("POST", below, "application/json", body);
  }

  HttpResponse<String> form(String below, String body) {
    return send("POST", below, "application/x-www-form-urlencoded", body);
  }

  HttpResponse<String> get(String below) {
    return send("GET", below, "", "");
  }

  /** Returns the answer; an empty type is none. */
  HttpResponse<String> send(String method, String below, String type, String body) {
    return send(method, below, type, body.getBytes(StandardCharsets.UTF_8));
  }

  HttpResponse<String> send(String method, String below, String type, byte[] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url.resolve(below)).method(method, BodyPublishers.ofByteArray(body));
    if (!type.isEmpty()) {
      request.header("Content-Type", type);
    }
    try {
      return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
