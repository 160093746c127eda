package org.threadless.backend.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.threadless.backend.http.Samples.Departure;
import org.threadless.backend.http.Samples.Reply;
import org.threadless.router.backend.SendResult;
import org.threadless.router.message.Connection;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.SendOptions;
import org.threadless.testing.FakeGateway;
import tools.jackson.databind.json.JsonMapper;

/** Holds what goes to a provider against the samples of it. */
final class OutgoingSamples {

  private static final UUID ID = UUID.fromString("019bffff-0000-7000-8000-000000000001");
  private static final JsonMapper JSON = new JsonMapper();

  private OutgoingSamples() {}

  /** Sends a message once for each answer. */
  static void assertGoesOut(PresetBackend backend, Departure sample) throws Exception {
    OutgoingMessage message = message(sample);
    SampleRequest expected = sample.request().filled(text -> backend.filled(text, ID, ""));
    assertThat(backend.gateway().urlFor(message)).hasToString(expected.url());
    for (Reply reply : sample.answers()) {
      assertResult(backend.gateway().send(message, reply), reply);
      assertAsked(backend.gateway().lastAsked(), expected);
    }
  }

  /** Sends one character more than the preset lets be sent. */
  static void assertRefusesLongTexts(PresetBackend backend) throws Exception {
    int most = backend.settings().outgoing().orElseThrow().maxChars().orElseThrow();
    OutgoingMessage tooLong = message("+254700111222", "x".repeat(most + 1));

    assertThat(backend.gateway().send(tooLong, "/send"))
        .isEqualTo(
            SendResult.unsendable(
                "the text has " + (most + 1) + " characters; max-chars is " + most));
    assertThat(backend.gateway().asked()).isZero();
  }

  /** Lets the provider repeat all that it was told in secret. */
  static void assertShowsNoSecret(PresetBackend backend) throws Exception {
    String all = String.join(" ", backend.secretsOfThePreset());
    Reply echo = new Reply(400, null, null, all, "refused", null, null);
    String answered = backend.gateway().send(message("+254700111222", "hi"), echo).toString();
    List<String> shown = Stream.concat(backend.shown().stream(), Stream.of(answered)).toList();

    assertThat(backend.secrets()).isNotEmpty();
    for (String secret : backend.secrets()) {
      assertThat(shown.stream().filter(text -> text.contains(secret))).isEmpty();
    }
  }

  private static OutgoingMessage message(Departure sample) {
    SendOptions options =
        sample.seconds() == null
            ? SendOptions.none()
            : SendOptions.none().validUntil(PresetBackend.NOW.plusSeconds(sample.seconds()));
    return message(sample.message().identity(), sample.message().text(), options);
  }

  private static OutgoingMessage message(String identity, String text) {
    return message(identity, text, SendOptions.none());
  }

  private static OutgoingMessage message(String identity, String text, SendOptions options) {
    return new OutgoingMessage(
        ID,
        Connection.of(PresetBackend.NAME.value(), identity),
        text,
        Optional.empty(),
        PresetBackend.NOW,
        options);
  }

  private static void assertAsked(FakeGateway.Received asked, SampleRequest expected) {
    assertThat(asked.method()).isEqualTo(expected.method());
    URI url = URI.create(expected.url());
    String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
    assertThat(asked.target()).isEqualTo(url.getRawPath() + query);
    expected
        .headers()
        .forEach(
            (name, value) ->
                assertThat(asked.headers()).containsEntry(name.toLowerCase(Locale.ROOT), value));
    if (expected.json() != null) {
      assertThat(JSON.readTree(asked.body())).isEqualTo(expected.json());
    } else if (expected.form() != null) {
      assertThat(PlainForms.fields(asked.body())).isEqualTo(expected.form());
    } else {
      assertThat(asked.body()).isEmpty();
    }
  }

  private static void assertResult(SendResult result, Reply reply) {
    String shown = reply.status() + " " + reply.written() + " is " + result;
    Class<? extends SendResult> expected =
        switch (reply.is()) {
          case "accepted" -> SendResult.Accepted.class;
          case "refused", "not-served" -> SendResult.Refused.class;
          case "retry" -> SendResult.Retry.class;
          case "settings" -> SendResult.Unusable.class;
          case "perhaps" -> SendResult.Unanswered.class;
          default -> throw new AssertionError("no result is called " + reply.is());
        };
    assertThat(result).as(shown).isInstanceOf(expected);
    assertThat(result.isNotServed()).as(shown).isEqualTo(reply.is().equals("not-served"));
    if (result instanceof SendResult.Accepted accepted) {
      assertThat(accepted.gatewayId()).as(shown).isEqualTo(Optional.ofNullable(reply.id()));
    } else if (reply.reason() != null) {
      assertThat(reason(result)).as(shown).endsWith(": " + reply.reason());
    }
  }

  private static String reason(SendResult result) {
    return result instanceof SendResult.Refused refused
        ? refused.reason()
        : ((SendResult.WorthRetrying) result).reason();
  }
}
