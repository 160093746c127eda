package org.threadless.backend.http;

import jakarta.inject.Inject;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.threadless.http.FormHandler;
import org.threadless.http.HttpBackend;
import org.threadless.router.Incoming;
import org.threadless.router.backend.SendResult;
import org.threadless.router.config.Secret;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.OutgoingMessage;

/** A gateway that brings messages as forms, and takes them as forms or as URLs. */
final class HttpFormBackend implements HttpBackend, AutoCloseable {

  private final BackendName name;
  private final HttpFormSettings settings;
  private final Incoming incoming;
  private final Gateway gateway;

  @Inject
  HttpFormBackend(BackendName name, HttpFormSettings settings, Incoming incoming, Gateway gateway) {
    this.name = name;
    this.settings = settings;
    this.incoming = incoming;
    this.gateway = gateway;
    gateway.start();
  }

  @Override
  public Handler handler() {
    Set<HttpMethod> methods = EnumSet.of(HttpMethod.POST);
    if (settings.incomingGet()) {
      methods.add(HttpMethod.GET);
    }
    return new FormHandler(
        incoming,
        name,
        methods,
        settings.incomingIdentity(),
        settings.incomingText(),
        settings.incomingExternalId());
  }

  @Override
  public SendResult send(OutgoingMessage message) throws InterruptedException {
    Optional<Secret> url = settings.outgoingUrl();
    return url.isPresent()
        ? gateway.send(url.get(), message)
        : SendResult.refused("this backend has no outgoing-url");
  }

  @Override
  public void close() throws Exception {
    gateway.close();
  }
}
