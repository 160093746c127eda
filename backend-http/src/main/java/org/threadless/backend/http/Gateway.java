package org.threadless.backend.http;

import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.client.FormRequestContent;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
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
    this.client = new HttpClient();
    client.setFollowRedirects(false);
    client.setConnectTimeout(settings.connectTimeout().toMillis());
    client.setAddressResolutionTimeout(settings.connectTimeout().toMillis());
    client.setMaxConnectionsPerDestination(MAX_CONNECTIONS);
    client.setMaxRequestsQueuedPerDestination(MAX_CONNECTIONS);
    client.setUserAgentField(null);
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
  }

  /** Sends a message, and waits for the answer. */
  SendResult send(Secret url, OutgoingMessage message) throws InterruptedException {
    try {
      return result(request(new GatewayUrl(url), message).send());
    } catch (TimeoutException e) {
      return SendResult.retry("the gateway did not answer within " + settings.responseTimeout());
    } catch (ExecutionException e) {
      return SendResult.retry("the gateway cannot be reached: " + e.getCause());
    }
  }

  @Override
  public void close() throws Exception {
    client.stop();
  }

  private Request request(GatewayUrl url, OutgoingMessage message) {
    Request request =
        client
            .newRequest(url.of(message))
            .timeout(settings.responseTimeout().toMillis(), TimeUnit.MILLISECONDS);
    if (url.hasPlaces()) {
      return request.method(HttpMethod.GET);
    }
    Fields form = new Fields();
    form.add("identity", message.connection().identity().value());
    form.add("text", message.text());
    return request.method(HttpMethod.POST).body(new FormRequestContent(form));
  }

  private SendResult result(ContentResponse response) {
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
}
