package org.threadless.backend.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.threadless.http.HttpSettings;
import org.threadless.http.PublicUrls;
import org.threadless.router.backend.SendResult;
import org.threadless.router.config.Secret;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Numbers;
import org.threadless.router.message.OutgoingMessage;

/** A backend that only sends, on a day on which the clock stands still. */
final class SendingBackend implements AutoCloseable {

  static final Instant NOW = Instant.parse("2026-01-31T15:30:00Z");

  static final UUID ID = UUID.fromString("019bffff-0000-7000-8000-000000000001");

  private static final Duration LONG = Duration.ofSeconds(20);

  private final HttpGatewayBackend backend;

  private SendingBackend(Optional<String> url, Duration connectTimeout, Duration responseTimeout) {
    HttpBackendSettings settings = settings(url, connectTimeout, responseTimeout);
    backend =
        new HttpGatewayBackend(
            new BackendName("gateway"),
            settings,
            new Reception(
                new BackendName("gateway"),
                settings,
                message -> {
                  throw new AssertionError("nothing comes in here");
                },
                new RecordedReports(),
                new PublicUrls(new HttpSettings("127.0.0.1", 0)),
                InstantSource.fixed(NOW)),
            Numbers.AS_THEY_COME,
            InstantSource.fixed(NOW));
  }

  /** Returns the settings of a backend that sends there, and takes what comes by default. */
  static HttpBackendSettings settings(
      Optional<String> url, Duration connectTimeout, Duration responseTimeout) {
    return FormSettings.of(
        null,
        null,
        Optional.empty(),
        null,
        null,
        null,
        url.map(Secret::new),
        connectTimeout,
        responseTimeout);
  }

  static SendingBackend to(String url) {
    return new SendingBackend(Optional.of(url), LONG, LONG);
  }

  static SendingBackend toNowhere() {
    return new SendingBackend(Optional.empty(), LONG, LONG);
  }

  static SendingBackend withResponseTimeout(String url, Duration timeout) {
    return new SendingBackend(Optional.of(url), LONG, timeout);
  }

  static SendingBackend withConnectTimeout(String url, Duration timeout) {
    return new SendingBackend(Optional.of(url), timeout, LONG);
  }

  SendResult send(String identity, String text) throws InterruptedException {
    return backend.send(
        new OutgoingMessage(ID, Connection.of("gateway", identity), text, Optional.empty(), NOW));
  }

  @Override
  public void close() throws Exception {
    backend.close();
  }
}
