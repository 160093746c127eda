package org.threadless.http.callback;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.StringRequestContent;
import org.eclipse.jetty.http.HttpMethod;
import org.threadless.http.client.GatewayClient;
import org.threadless.http.webhook.WebhookSecret;
import org.threadless.router.engine.callback.CallbackEvent;
import org.threadless.router.engine.callback.CallbackUrls;

/** Tells one event, once. Safe for any thread. */
final class CallbackRequest {

  private static final int GONE = 410;

  private final GatewayClient client;
  private final WebhookSecret secret;
  private final CallbackUrls urls;
  private final InstantSource clock;

  /** What came of telling an event. */
  sealed interface Result {}

  /** It was told. */
  record Told() implements Result {}

  /** Whoever is told wants to hear no more of that message. */
  record Ended() implements Result {}

  /**
   * It may be told later.
   *
   * @param reason one line for people
   * @param after how long whoever is told asks us to wait
   */
  record Untold(String reason, Optional<Duration> after) implements Result {}

  /**
   * @param client started, and closed, by somebody else
   * @param urls what may be asked now, whatever could when the message was made
   */
  CallbackRequest(
      GatewayClient client, WebhookSecret secret, CallbackUrls urls, InstantSource clock) {
    this.client = client;
    this.secret = secret;
    this.urls = urls;
    this.clock = clock;
  }

  Result tell(CallbackEvent event) throws InterruptedException {
    URI url = URI.create(event.url().orElse(event.target()));
    try {
      urls.require(url);
    } catch (IllegalArgumentException e) {
      return new Untold(e.getMessage(), Optional.empty());
    }
    return result(client.exchange(request(url, event)));
  }

  private Request request(URI url, CallbackEvent event) {
    String body = CallbackBody.of(event);
    return client
        .newRequest(url)
        .method(HttpMethod.POST)
        .headers(
            headers ->
                secret.headers(event.id().toString(), clock.instant(), body).forEach(headers::put))
        .body(new StringRequestContent("application/json", body, StandardCharsets.UTF_8));
  }

  private Result result(GatewayClient.Outcome outcome) {
    if (outcome instanceof GatewayClient.Answered answered) {
      if (answered.status() == GONE) {
        return new Ended();
      }
      return answered.status() / 100 == 2
          ? new Told()
          : new Untold("it answered " + answered.status(), answered.retryAfter(clock));
    }
    return new Untold(
        outcome instanceof GatewayClient.Failed failed
            ? failed.reason()
            : ((GatewayClient.Unanswered) outcome).reason(),
        Optional.empty());
  }
}
