package org.threadless.backend.http;

import jakarta.inject.Inject;
import java.util.Optional;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.threadless.http.HttpBackend;
import org.threadless.router.backend.SendResult;
import org.threadless.router.config.Secret;
import org.threadless.router.message.OutgoingMessage;

/** A gateway that brings messages as forms, and takes them as forms or as URLs. */
final class HttpFormBackend implements HttpBackend, AutoCloseable {

  private final HttpFormSettings settings;
  private final Reception reception;
  private final Gateway gateway;

  @Inject
  HttpFormBackend(HttpFormSettings settings, Reception reception, Gateway gateway) {
    this.settings = settings;
    this.reception = reception;
    this.gateway = gateway;
    gateway.start();
  }

  @Override
  public Handler handler() {
    return reception.handler();
  }

  @Override
  public Optional<String> refusal(Request request) {
    return reception.refusal(request);
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
