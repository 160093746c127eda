package org.threadless.backend.http;

import jakarta.inject.Inject;
import java.util.Optional;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.threadless.http.Callers;
import org.threadless.http.FormHandler;
import org.threadless.http.HttpBackend;
import org.threadless.router.backend.SendResult;
import org.threadless.router.config.Secret;
import org.threadless.router.incoming.Incoming;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.OutgoingMessage;

/** A gateway that brings messages as forms, and takes them as forms or as URLs. */
final class HttpFormBackend implements HttpBackend, AutoCloseable {

  private final BackendName name;
  private final HttpFormSettings settings;
  private final Callers callers;
  private final Incoming incoming;
  private final Gateway gateway;

  @Inject
  HttpFormBackend(BackendName name, HttpFormSettings settings, Incoming incoming, Gateway gateway) {
    this.name = name;
    this.settings = settings;
    this.callers = new Callers(settings.callers());
    this.incoming = incoming;
    this.gateway = gateway;
    gateway.start();
  }

  @Override
  public Handler handler() {
    return new FormHandler(incoming, name, settings.incomingForm());
  }

  @Override
  public Optional<String> refusal(Request request) {
    return callers.refusal(request).or(() -> callers.secretRefusal(request));
  }

  @Override
  public SendResult send(OutgoingMessage message) throws InterruptedException {
    Optional<Secret> url = settings.outgoingUrl();
    return url.isPresent()
        ? gateway.send(url.get(), message)
        : SendResult.unsendable("this backend has no outgoing-url");
  }

  @Override
  public void close() throws Exception {
    gateway.close();
  }
}
