package org.threadless.backend.http;

import jakarta.inject.Inject;
import java.net.URI;
import java.time.InstantSource;
import org.eclipse.jetty.client.FormRequestContent;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.util.Fields;
import org.threadless.http.GatewayClient;
import org.threadless.router.backend.SendResult;
import org.threadless.router.config.Secret;
import org.threadless.router.message.OutgoingMessage;

/** The gateway's side that takes messages: one request for each. */
final class Gateway implements AutoCloseable {

  // As many connections as there are messages on their way: each waits on a thread of its own, and
  // a limit here would make one slow message wait for another.
  private static final int MAX_CONNECTIONS = 65_536;

  private final InstantSource clock;
  private final GatewayClient client;

  @Inject
  Gateway(HttpFormSettings settings, InstantSource clock) {
    this.clock = clock;
    this.client =
        new GatewayClient(settings.connectTimeout(), settings.responseTimeout(), MAX_CONNECTIONS);
  }

  /** Opens what sending needs. No connection is made before the first message. */
  void start() {
    client.start();
  }

  /** Sends a message, and waits for the answer. */
  SendResult send(Secret url, OutgoingMessage message) throws InterruptedException {
    GatewayUrl gatewayUrl = new GatewayUrl(url);
    if (GatewayUrl.hasSteps(gatewayUrl.of(message))) {
      return SendResult.unsendable("the path of outgoing-url cannot hold . or .. as a value");
    }
    GatewayClient.Outcome outcome = client.exchange(request(gatewayUrl, message));
    if (outcome instanceof GatewayClient.Answered answered) {
      return GatewayAnswer.result(answered.status(), answered.retryAfter(clock));
    }
    return outcome instanceof GatewayClient.Unanswered unanswered
        ? SendResult.unanswered(unanswered.reason())
        : SendResult.retry(((GatewayClient.Failed) outcome).reason());
  }

  @Override
  public void close() throws Exception {
    client.close();
  }

  private Request request(GatewayUrl gatewayUrl, OutgoingMessage message) {
    URI url = gatewayUrl.of(message);
    Request request = client.newRequest(url);
    GatewayUrl.credentials(url)
        .ifPresent(
            basic -> request.headers(h -> h.put(HttpHeader.AUTHORIZATION, "Basic " + basic)));
    if (gatewayUrl.hasPlaces()) {
      return request.method(HttpMethod.GET);
    }
    Fields form = new Fields();
    form.add("id", message.id().toString());
    form.add("identity", message.connection().identity().value());
    form.add("text", message.text());
    return request.method(HttpMethod.POST).body(new FormRequestContent(form));
  }
}
