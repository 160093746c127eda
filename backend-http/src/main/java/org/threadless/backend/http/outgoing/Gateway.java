package org.threadless.backend.http.outgoing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.StringRequestContent;
import org.threadless.backend.http.outgoing.settings.OutgoingSettings;
import org.threadless.backend.http.outgoing.settings.PlainForm;
import org.threadless.backend.http.value.SettingValues;
import org.threadless.http.client.GatewayClient;
import org.threadless.router.backend.SendResult;
import org.threadless.router.config.Secret;
import org.threadless.router.message.Connection;
import org.threadless.router.message.OutgoingMessage;

/** The gateway's side that takes messages: one request for each. Safe for any thread. */
public final class Gateway implements AutoCloseable {

  // As many connections as there are messages on their way: each waits on a thread of its own, and
  // a limit here would make one slow message wait for another.
  private static final int MAX_CONNECTIONS = 65_536;

  private final OutgoingRequests requests;
  private final Meanings results;
  private final GatewayClient client;

  private Gateway(OutgoingRequests requests, Meanings results, Timeouts timeouts) {
    this.requests = requests;
    this.results = results;
    this.client = new GatewayClient(timeouts.connect(), timeouts.response(), MAX_CONNECTIONS);
  }

  /**
   * How long to wait for a gateway.
   *
   * @param connect for a connection
   * @param response for the whole answer
   */
  public record Timeouts(Duration connect, Duration response) {}

  /**
   * Returns the gateway that is asked as a preset says.
   *
   * @param outgoing checked: {@link OutgoingSettings#checkValues}
   * @param values those of the preset's settings
   * @param to how the gateway writes whom a message goes to
   * @param reportUrl where it is to report on a message; empty where it cannot
   */
  public static Gateway of(
      OutgoingSettings outgoing,
      SettingValues values,
      Function<Connection, String> to,
      Function<OutgoingMessage, Optional<String>> reportUrl,
      Timeouts timeouts,
      InstantSource clock) {
    MessageValues.Common common =
        new MessageValues.Common(
            values,
            outgoing.byAlphabet(),
            to,
            new ValidityValues(outgoing.maxValidity(), clock),
            reportUrl);
    return of(outgoing, common, SettingNames.PRESET, timeouts, clock);
  }

  /** Returns the gateway that is asked as {@code outgoing-url} alone says. */
  public static Gateway plain(Secret outgoingUrl, Timeouts timeouts, InstantSource clock) {
    MessageValues.Common common =
        new MessageValues.Common(
            new SettingValues(Map.of()),
            Map.of(),
            to -> to.identity().value(),
            new ValidityValues(Optional.empty(), clock),
            message -> Optional.empty());
    return of(PlainForm.settings(outgoingUrl), common, SettingNames.PLAIN, timeouts, clock);
  }

  private static Gateway of(
      OutgoingSettings outgoing,
      MessageValues.Common common,
      SettingNames wording,
      Timeouts timeouts,
      InstantSource clock) {
    return new Gateway(
        new OutgoingRequests(outgoing, common, wording),
        new Meanings(outgoing, wording, clock),
        timeouts);
  }

  /** Opens what sending needs. No connection is made before the first message. */
  public void start() {
    client.start();
  }

  /** Returns what would be sent; nothing is. */
  public Prepared prepare(OutgoingMessage message) {
    return requests.prepare(message);
  }

  /** Sends a message, and waits for the answer. */
  public SendResult send(OutgoingMessage message) throws InterruptedException {
    Prepared prepared = requests.prepare(message);
    return prepared instanceof PreparedRequest request
        ? send(request)
        : SendResult.unsendable(((Prepared.Unsendable) prepared).reason());
  }

  private SendResult send(PreparedRequest prepared) throws InterruptedException {
    GatewayClient.Outcome outcome = client.exchange(request(prepared));
    if (outcome instanceof GatewayClient.Answered answered) {
      return results.of(answered, prepared::secrets);
    }
    return outcome instanceof GatewayClient.Unanswered unanswered
        ? SendResult.unanswered(unanswered.reason())
        : SendResult.retry(((GatewayClient.Failed) outcome).reason());
  }

  private Request request(PreparedRequest prepared) {
    Request request = client.newRequest(prepared.url()).method(prepared.method());
    request.headers(headers -> prepared.headers().forEach(headers::put));
    prepared
        .content()
        .ifPresent(
            content ->
                request.body(
                    new StringRequestContent(
                        content.type(), content.text(), StandardCharsets.UTF_8)));
    return request;
  }

  @Override
  public void close() throws Exception {
    client.close();
  }
}
