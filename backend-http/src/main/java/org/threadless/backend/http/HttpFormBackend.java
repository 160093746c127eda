package org.threadless.backend.http;

import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.jetty.server.Handler;
import org.threadless.backend.http.outgoing.Gateway;
import org.threadless.backend.http.outgoing.Gateway.Timeouts;
import org.threadless.http.FormHandler;
import org.threadless.http.HttpBackend;
import org.threadless.router.backend.SendResult;
import org.threadless.router.incoming.Incoming;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.OutgoingMessage;

/** A gateway that brings messages as forms, and takes them as forms or as URLs. */
final class HttpFormBackend implements HttpBackend, AutoCloseable {

  private final BackendName name;
  private final HttpFormSettings settings;
  private final Incoming incoming;
  private final Optional<Gateway> gateway;

  @Inject
  HttpFormBackend(
      BackendName name, HttpFormSettings settings, Incoming incoming, InstantSource clock) {
    this.name = name;
    this.settings = settings;
    this.incoming = incoming;
    Timeouts timeouts = new Timeouts(settings.connectTimeout(), settings.responseTimeout());
    this.gateway = settings.outgoingUrl().map(url -> Gateway.plain(url, timeouts, clock));
    gateway.ifPresent(Gateway::start);
  }

  @Override
  public Handler handler() {
    return new FormHandler(incoming, name, settings.incomingForm());
  }

  @Override
  public SendResult send(OutgoingMessage message) throws InterruptedException {
    return gateway.isPresent()
        ? gateway.get().send(message)
        : SendResult.unsendable("this backend has no outgoing-url");
  }

  @Override
  public void close() throws Exception {
    if (gateway.isPresent()) {
      gateway.get().close();
    }
  }
}
