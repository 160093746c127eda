package org.threadless.backend.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.threadless.backend.http.outgoing.Gateway;
import org.threadless.backend.http.outgoing.PreparedUrls;
import org.threadless.backend.http.value.SettingValues;
import org.threadless.router.backend.SendResult;
import org.threadless.router.message.Numbers;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.testing.FakeGateway;

/** A gateway in the place of the one that a preset sends to. */
final class PresetGateway implements AutoCloseable {

  private static final Duration LONG = Duration.ofSeconds(20);

  private final String preset;
  private final Samples samples;
  private final Function<UUID, Optional<String>> reportUrl;
  private final FakeGateway gateway = new FakeGateway();

  PresetGateway(String preset, Samples samples, Function<UUID, Optional<String>> reportUrl) {
    this.preset = preset;
    this.samples = samples;
    this.reportUrl = reportUrl;
  }

  /** Returns the setting by which a backend sends to this one. */
  String outgoing(String path) {
    return "outgoing: {url: '" + gateway.url(path) + "'}";
  }

  /** Answers the next request. */
  void answer(Samples.Reply reply, String body) {
    gateway.next(FakeGateway.raw(raw(reply, body)));
  }

  /** Returns the URL that is asked for a message, where the preset says so itself. */
  URI urlFor(OutgoingMessage message) throws Exception {
    try (Gateway prepared = gateway(PresetBackend.settings(preset, samples, ""), message)) {
      return PreparedUrls.of(prepared.prepare(message));
    }
  }

  /** Sends a message to the gateway of the test, with path and query of the provider's. */
  SendResult send(OutgoingMessage message, Samples.Reply reply) throws Exception {
    answer(reply, reply.written());
    return send(message, urlFor(message).getRawPath());
  }

  /** Sends a message to the gateway of the test, at this path. */
  SendResult send(OutgoingMessage message, String path) throws Exception {
    try (Gateway sending =
        gateway(PresetBackend.settings(preset, samples, outgoing(path)), message)) {
      sending.start();
      return sending.send(message);
    }
  }

  private Gateway gateway(HttpBackendSettings with, OutgoingMessage message) {
    return Gateway.of(
        with.outgoing().orElseThrow(),
        new SettingValues(with.settings()),
        to -> with.numberFormat().outgoing(to, Numbers.AS_THEY_COME),
        each -> reportUrl.apply(message.id()),
        new Gateway.Timeouts(LONG, LONG),
        () -> PresetBackend.NOW);
  }

  /** Returns the last request that the gateway of the test has seen. */
  FakeGateway.Received lastAsked() {
    List<FakeGateway.Received> all = gateway.received();
    return all.get(all.size() - 1);
  }

  int asked() {
    return gateway.received().size();
  }

  private static String raw(Samples.Reply reply, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    StringBuilder head = new StringBuilder("HTTP/1.1 " + reply.status() + " Whatever\r\n");
    if (reply.headers() != null) {
      reply.headers().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    }
    return head
        + "Content-Length: "
        + bytes.length
        + "\r\n\r\n"
        + new String(bytes, StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() {
    gateway.close();
  }
}
