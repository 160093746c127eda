package org.threadless.backend.http;

import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.threadless.backend.http.outgoing.Gateway;
import org.threadless.backend.http.outgoing.Gateway.Timeouts;
import org.threadless.backend.http.value.SettingValues;
import org.threadless.http.receive.HttpBackend;
import org.threadless.router.backend.SendResult;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Numbers;
import org.threadless.router.message.OutgoingMessage;

/** A gateway that speaks HTTP to us, and to which we do: by a preset, or in plain forms. */
final class HttpGatewayBackend implements HttpBackend, AutoCloseable {

  private final Reception reception;
  private final Optional<Gateway> gateway;
  private final MissingIds missingIds;

  @Inject
  HttpGatewayBackend(
      BackendName backend,
      HttpBackendSettings settings,
      Reception reception,
      Numbers numbers,
      InstantSource clock) {
    this.reception = reception;
    this.missingIds = new MissingIds(backend, settings, clock);
    this.gateway = gateway(settings, reception, numbers, clock);
    gateway.ifPresent(Gateway::start);
  }

  /** Returns the gateway that takes messages, not started; empty where none is configured. */
  static Optional<Gateway> gateway(
      HttpBackendSettings settings, Reception reception, Numbers numbers, InstantSource clock) {
    Timeouts timeouts = new Timeouts(settings.connectTimeout(), settings.responseTimeout());
    return settings
        .outgoing()
        .map(
            outgoing ->
                Gateway.of(
                    outgoing,
                    new SettingValues(settings.settings()),
                    to -> settings.numberFormat().outgoing(to, numbers),
                    message -> reception.reportUrl(message.id()),
                    timeouts,
                    clock))
        .or(() -> settings.outgoingUrl().map(url -> Gateway.plain(url, timeouts, clock)));
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
    if (gateway.isEmpty()) {
      return SendResult.unsendable("this backend has no outgoing-url");
    }
    SendResult result = gateway.get().send(message);
    missingIds.warn(result);
    return result;
  }

  @Override
  public void close() throws Exception {
    if (gateway.isPresent()) {
      gateway.get().close();
    }
  }
}
