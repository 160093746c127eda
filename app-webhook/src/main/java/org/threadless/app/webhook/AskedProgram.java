package org.threadless.app.webhook;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.jetty.client.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.http.client.GatewayClient;
import org.threadless.http.webhook.WebhookSecret;
import org.threadless.router.message.IncomingMessage;

/** Asks the program, and the one in its place where that fails. Safe for any thread. */
@Singleton
final class AskedProgram {

  private static final Logger log = LoggerFactory.getLogger(AskedProgram.class);

  // As many as messages that may be under way for it; more wait, and that counts.
  private static final int MOST_CONNECTIONS = 256;

  // What the client keeps of one; of a longer answer nobody knows what is missing.
  private static final int LONGEST_ANSWER = 64 * 1024;

  private final WebhookSettings settings;
  private final Optional<WebhookSecret> secret;
  private final InstantSource clock;
  private GatewayClient client;

  @Inject
  AskedProgram(WebhookSettings settings, InstantSource clock) {
    this.settings = settings;
    this.secret = settings.secret().map(WebhookSecret::new);
    this.clock = clock;
  }

  /** Returns what it is asked about a message. */
  ProgramQuestion question(IncomingMessage message) {
    return settings.request() == WebhookSettings.RequestForm.TWILIO
        ? TwilioQuestion.of(message, settings.twilio())
        : JsonQuestion.of(message, secret);
  }

  /** Asks, and waits for the answer. */
  ProgramSaid ask(ProgramQuestion question) throws InterruptedException {
    ProgramSaid said = ask("url", settings.url(), question);
    if (said instanceof ProgramSaid.Failure failure && settings.fallbackUrl().isPresent()) {
      log.warn("{}: asking the one at fallback-url", failure.reason());
      return ask("fallback-url", settings.fallbackUrl().get(), question);
    }
    return said;
  }

  private ProgramSaid ask(String setting, URI url, ProgramQuestion question)
      throws InterruptedException {
    Request request = question.in(client().newRequest(url), url, clock.instant());
    GatewayClient.Outcome outcome = client().exchange(request);
    String who = "the program at " + setting + " ";
    if (outcome instanceof GatewayClient.Failed failed) {
      return new ProgramSaid.Failure(who + "is not there: " + ofProgram(failed.reason()));
    }
    if (outcome instanceof GatewayClient.Unanswered unanswered) {
      return new ProgramSaid.Failure(who + "fails: " + ofProgram(unanswered.reason()));
    }
    return answer(who, (GatewayClient.Answered) outcome, question);
  }

  // The client takes everybody for a gateway.
  private static String ofProgram(String reason) {
    return reason.replace("the gateway's", "its").replace("the gateway", "it");
  }

  private ProgramSaid answer(
      String who, GatewayClient.Answered answered, ProgramQuestion question) {
    if (answered.status() / 100 != 2) {
      return new ProgramSaid.Failure(
          who + "has answered with status " + answered.status(), answered.retryAfter(clock));
    }
    if (answered.body().getBytes(StandardCharsets.UTF_8).length >= LONGEST_ANSWER) {
      return new ProgramSaid.Failure(who + "has answered with more than 64 KiB");
    }
    try {
      return settings.answer().read(answered.headers(), answered.body(), question.backend());
    } catch (IllegalArgumentException e) {
      return new ProgramSaid.Failure(who + "has answered with " + e.getMessage());
    }
  }

  // Not before it is needed: whoever checks a configuration asks nobody.
  private synchronized GatewayClient client() {
    if (client == null) {
      client = new GatewayClient(settings.timeout(), settings.timeout(), MOST_CONNECTIONS);
      client.start();
    }
    return client;
  }
}
