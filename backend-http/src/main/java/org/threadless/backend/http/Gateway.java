package org.threadless.backend.http;

import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.FormRequestContent;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.ProxyAuthenticationProtocolHandler;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.client.WWWAuthenticationProtocolHandler;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.threadless.router.backend.SendResult;
import org.threadless.router.config.Secret;
import org.threadless.router.message.OutgoingMessage;

/**
 * The gateway's side that takes messages: one request for each, on connections that are kept alive.
 * Jetty's client rather than the JDK's, which sends a GET a second time by itself when a connection
 * breaks.
 */
final class Gateway implements AutoCloseable {

  // As many connections as there are messages on their way: each waits on a thread of its own, and
  // a limit here would make one slow message wait for another.
  private static final int MAX_CONNECTIONS = 65_536;

  private final HttpFormSettings settings;
  private final InstantSource clock;
  private final HttpClient client;

  @Inject
  Gateway(HttpFormSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
    HttpClientTransportOverHTTP transport = new HttpClientTransportOverHTTP(1);
    // 40 KiB for each connection otherwise, of which there may be thousands.
    transport.setHeaderCacheSize(0);
    this.client = new HttpClient(transport);
    client.setFollowRedirects(false);
    client.setConnectTimeout(millis(settings.connectTimeout()));
    client.setAddressResolutionTimeout(millis(settings.connectTimeout()));
    client.setMaxConnectionsPerDestination(MAX_CONNECTIONS);
    client.setMaxRequestsQueuedPerDestination(MAX_CONNECTIONS);
    client.setUserAgentField(null);
    client.setHttpCookieStore(new HttpCookieStore.Empty());
    QueuedThreadPool threads = new QueuedThreadPool();
    threads.setName("http-client");
    threads.setDaemon(true);
    client.setExecutor(threads);
  }

  /** Opens what sending needs. No connection is made before the first message. */
  void start() {
    try {
      client.start();
    } catch (Exception e) {
      throw new IllegalStateException("cannot start the HTTP client", e);
    }
    // A 401 is an answer like any other; Jetty makes a failure of one that lacks a header.
    client.getProtocolHandlers().remove(WWWAuthenticationProtocolHandler.NAME);
    client.getProtocolHandlers().remove(ProxyAuthenticationProtocolHandler.NAME);
    // Bodies are not read: no reason to ask for packed ones, or to fail where one is broken.
    client.getContentDecoderFactories().clear();
  }

  /** Sends a message, and waits for the answer. */
  SendResult send(Secret url, OutgoingMessage message) throws InterruptedException {
    Request request = request(new GatewayUrl(url), message);
    // Not the send() that waits: it keeps the body, and fails where that is longer than 2 MiB.
    BlockingQueue<Result> result = new ArrayBlockingQueue<>(1);
    request.send(result::add);
    try {
      return result(result.take());
    } catch (InterruptedException e) {
      CompletableFuture<Boolean> unused = request.abort(e);
      throw e;
    }
  }

  @Override
  public void close() throws Exception {
    client.stop();
  }

  private Request request(GatewayUrl gatewayUrl, OutgoingMessage message) {
    URI url = gatewayUrl.of(message);
    Request request =
        client
            .newRequest(url)
            .timeout(millis(settings.responseTimeout()), TimeUnit.MILLISECONDS)
            // Otherwise a connection that is silent for 30 s breaks, whatever the time-out is.
            .idleTimeout(0, TimeUnit.MILLISECONDS);
    GatewayUrl.credentials(url)
        .ifPresent(
            basic -> request.headers(h -> h.put(HttpHeader.AUTHORIZATION, "Basic " + basic)));
    if (gatewayUrl.hasPlaces()) {
      return request.method(HttpMethod.GET);
    }
    Fields form = new Fields();
    form.add("identity", message.connection().identity().value());
    form.add("text", message.text());
    return request.method(HttpMethod.POST).body(new FormRequestContent(form));
  }

  private SendResult result(Result result) {
    return result.isFailed()
        ? SendResult.retry(Failures.reason(result.getFailure(), settings))
        : answered(result.getResponse());
  }

  private SendResult answered(Response response) {
    int status = response.getStatus();
    String reason = "the gateway answered " + status + " " + HttpStatus.getMessage(status);
    if (HttpStatus.isSuccess(status)) {
      return SendResult.accepted();
    }
    if (status == 408 || status == 429 || HttpStatus.isServerError(status)) {
      String retryAfter = response.getHeaders().get(HttpHeader.RETRY_AFTER);
      return new SendResult.Retry(
          reason, Optional.ofNullable(retryAfter).flatMap(value -> RetryAfter.parse(value, clock)));
    }
    return SendResult.refused(reason);
  }

  // Zero would mean none at all.
  private static long millis(Duration timeout) {
    return Math.max(1, timeout.toMillis());
  }
}
