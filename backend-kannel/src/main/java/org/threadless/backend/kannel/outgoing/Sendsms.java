package org.threadless.backend.kannel.outgoing;

import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.threadless.backend.kannel.report.ReportUrl;
import org.threadless.backend.kannel.settings.KannelSettings;
import org.threadless.backend.kannel.text.OutgoingText;
import org.threadless.backend.kannel.text.TextPolicy;
import org.threadless.backend.kannel.text.UrlBytes;
import org.threadless.http.client.GatewayClient;
import org.threadless.router.backend.SendResult;
import org.threadless.router.message.Numbers;
import org.threadless.router.message.OutgoingMessage;

/**
 * Kannel's way out: a GET of smsbox's {@code sendsms} for each message (Kannel user guide, "Using
 * the HTTP interface to send SMS messages").
 */
public final class Sendsms implements AutoCloseable {

  // smsbox lets ten callers wait to be connected, and is fastest with no more than that.
  private static final int MAX_CONNECTIONS = 10;

  private final KannelSettings settings;
  private final TextPolicy policy;
  private final ReportUrl reportUrl;
  private final Numbers numbers;
  private final InstantSource clock;
  private final GatewayClient client;

  @Inject
  Sendsms(
      KannelSettings settings,
      TextPolicy policy,
      ReportUrl reportUrl,
      Numbers numbers,
      InstantSource clock) {
    this.numbers = numbers;
    this.clock = clock;
    this.settings = settings;
    this.policy = policy;
    this.reportUrl = reportUrl;
    this.client =
        new GatewayClient(settings.connectTimeout(), settings.responseTimeout(), MAX_CONNECTIONS);
  }

  /** Opens what sending needs. */
  public void start() {
    client.start();
  }

  /** Sends a message, and waits for what Kannel says. */
  public SendResult send(OutgoingMessage message) throws InterruptedException {
    String to = settings.numberFormat().outgoing(message.connection(), numbers);
    if (to.chars().anyMatch(Character::isWhitespace)) {
      return SendResult.unsendable(
          "the identity holds a blank, and Kannel would take it for several");
    }
    OutgoingText text = policy.prepare(message.text());
    if (text instanceof OutgoingText.Sendable sendable) {
      return request(parameters(message, to, sendable));
    }
    return SendResult.unsendable(((OutgoingText.Unsendable) text).reason());
  }

  @Override
  public void close() throws Exception {
    client.close();
  }

  private SendResult request(Map<String, String> parameters) throws InterruptedException {
    GatewayClient.Outcome outcome =
        client.exchange(client.newRequest(SendsmsUrl.of(settings, parameters)));
    if (outcome instanceof GatewayClient.Answered answered) {
      return SendsmsAnswer.result(answered, clock);
    }
    return outcome instanceof GatewayClient.Unanswered unanswered
        ? SendResult.unanswered(unanswered.reason())
        : SendResult.retry(((GatewayClient.Failed) outcome).reason());
  }

  private Map<String, String> parameters(
      OutgoingMessage message, String to, OutgoingText.Sendable text) {
    Map<String, String> parameters = new HashMap<>();
    parameters.put("to", UrlBytes.encode(to));
    parameters.put("charset", UrlBytes.encode(text.charset().name()));
    parameters.put("coding", Integer.toString(text.codingNumber()));
    parameters.put("text", text.encoded());
    message
        .validUntil()
        .ifPresent(until -> parameters.put("validity", minutes(clock.instant(), until)));
    reportUrl
        .of(message.id())
        .ifPresent(
            url -> {
              parameters.put("dlr-mask", Integer.toString(ReportUrl.MASK));
              parameters.put("dlr-url", UrlBytes.encode(url));
            });
    return parameters;
  }

  // Whole ones, and one at least: Kannel takes none for nothing said.
  private static String minutes(Instant now, Instant until) {
    return Long.toString(Math.max(1, Duration.between(now, until).toMinutes()));
  }
}
