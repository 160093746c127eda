package org.threadless.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.jetty.server.Handler;
import org.threadless.http.receive.FormHandler;
import org.threadless.http.receive.HttpBackend;
import org.threadless.http.receive.IncomingForm;
import org.threadless.http.response.RefusedRequests;
import org.threadless.http.server.connection.ClientTimes;
import org.threadless.router.backend.SendResult;
import org.threadless.router.engine.backend.BackendSettings;
import org.threadless.router.engine.backend.Backends;
import org.threadless.router.engine.backend.ConfiguredBackend;
import org.threadless.router.engine.routing.handler.InlinePlugin;
import org.threadless.router.incoming.Receipt;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.IncomingStatus;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.ReceivedMessage;

/** A server with one backend, {@code /form/g/}, that is spoken to byte by byte. */
public final class FormServer implements AutoCloseable {

  private final List<ReceivedMessage> received = Collections.synchronizedList(new ArrayList<>());
  private final HttpService service;
  private final URI root;

  public FormServer(IncomingForm form) {
    this(new HttpSettings("127.0.0.1", 0), ClientTimes.DEFAULT, form);
  }

  public FormServer(HttpSettings settings, ClientTimes times, IncomingForm form) {
    this(settings, times, server -> server.forms(form));
  }

  public FormServer(
      HttpSettings settings, ClientTimes times, Function<FormServer, Handler> handler) {
    this.service = Services.of(settings, new Backends(List.of(backend(handler))), times);
    try {
      this.root = service.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Handler forms(IncomingForm form) {
    return new FormHandler(this::receive, new BackendName("g"), form);
  }

  private ConfiguredBackend backend(Function<FormServer, Handler> handler) {
    HttpBackend forms =
        new HttpBackend() {
          @Override
          public Handler handler() {
            return handler.apply(FormServer.this);
          }

          @Override
          public SendResult send(OutgoingMessage message) {
            return SendResult.accepted();
          }
        };
    return new ConfiguredBackend(
        new BackendName("g"),
        "form",
        BackendSettings.defaults(),
        InlinePlugin.NAME,
        () -> forms,
        () -> message -> null);
  }

  private Receipt receive(ReceivedMessage message) {
    received.add(message);
    return new Receipt(UUID.randomUUID(), IncomingStatus.HANDLED, false, List.of());
  }

  public List<ReceivedMessage> received() {
    return received;
  }

  public List<RefusedRequests.Count> refused() {
    return service.refusals().counts();
  }

  /** Returns the answer to a POST of these bytes, each character of {@code body} being one. */
  public String post(String contentType, String body) {
    return request(
        "POST /form/g/", contentType.isEmpty() ? "" : "Content-Type: " + contentType, body);
  }

  /** Returns the answer to a request; each character is one byte. */
  public String request(String start, String header, String body) {
    return raw(
        start
            + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: "
            + body.length()
            + "\r\n"
            + (header.isEmpty() ? "" : header + "\r\n")
            + "\r\n"
            + body);
  }

  /** Returns the URL of the backend. */
  public URI url() {
    return root.resolve("form/g/");
  }

  /** Returns a new connection, over which nothing has been sent. */
  public Socket connect() throws IOException {
    Socket socket = new Socket(root.getHost(), root.getPort());
    socket.setSoTimeout(20_000);
    return socket;
  }

  /** Returns all that is answered to these bytes, each character being one. */
  public String raw(String bytes) {
    try (Socket socket = connect()) {
      return RawRequest.answer(socket, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    service.close();
  }
}
