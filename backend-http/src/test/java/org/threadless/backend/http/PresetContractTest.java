package org.threadless.backend.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.threadless.backend.http.Samples.Arrival;
import org.threadless.backend.http.Samples.Departure;
import org.threadless.backend.http.Samples.Reply;
import org.threadless.backend.http.Samples.Report;
import org.threadless.router.backend.SendResult;
import org.threadless.router.message.Connection;
import org.threadless.router.message.DeliveryReport;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.server.plugin.PresetFolder;
import org.threadless.testing.FakeGateway;
import tools.jackson.databind.json.JsonMapper;

/** Each preset does with what its provider sends and answers what its samples say. */
class PresetContractTest {

  private static final UUID ID = UUID.fromString("019bffff-0000-7000-8000-000000000001");
  private static final JsonMapper JSON = new JsonMapper();

  private final Map<String, PresetBackend> open = new LinkedHashMap<>();

  static NavigableSet<String> presets() {
    return PresetFolder.of(new HttpFormPlugin()).orElseThrow().names();
  }

  @AfterEach
  void close() {
    open.values().forEach(PresetBackend::close);
  }

  @Test
  void eachPresetHasSamplesAndTheOtherWayRound() throws Exception {
    Path folder = Path.of(PresetContractTest.class.getResource("samples").toURI());
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(PresetFolder.names(files.map(file -> file.getFileName().toString())))
          .isEqualTo(presets());
    }
  }

  @TestFactory
  Stream<DynamicContainer> eachPresetHoldsToItsSamples() {
    return presets().stream().map(this::container);
  }

  private DynamicContainer container(String preset) {
    Samples samples = Samples.of(preset);
    List<Stream<? extends DynamicNode>> parts =
        List.of(
            Stream.of(test(preset, "is closed to strangers", () -> closed(preset, samples))),
            samples.incoming().stream()
                .map(
                    each ->
                        test(preset, "in: " + each.name(), () -> comesIn(preset, samples, each))),
            samples.outgoing().stream()
                .map(
                    each ->
                        test(preset, "out: " + each.name(), () -> goesOut(preset, samples, each))),
            IntStream.range(0, samples.reports().size())
                .mapToObj(
                    i ->
                        test(
                            preset,
                            "report: " + samples.reports().get(i).name(),
                            () -> report(preset, samples, i))),
            Stream.of(
                test(preset, "out: a long text", () -> refusesLongTexts(preset, samples)),
                test(preset, "shows no secret", () -> showsNoSecret(preset, samples))));
    return dynamicContainer(preset, parts.stream().flatMap(part -> part));
  }

  // Not every report of a test run has the names of dynamic tests.
  private static DynamicTest test(String preset, String name, Executable test) {
    return dynamicTest(
        name,
        () -> {
          try {
            test.execute();
          } catch (AssertionError e) {
            throw new AssertionError(preset + ", " + name + ": " + e.getMessage(), e);
          }
        });
  }

  private PresetBackend backend(String preset, Samples samples) {
    return open.computeIfAbsent(preset, name -> new PresetBackend(name, samples));
  }

  private void closed(String preset, Samples samples) {
    PresetBackend backend = backend(preset, samples);
    assertThat(new HttpFormPlugin().takesFromAnybody(backend.settings())).isFalse();
    assertThat(new HttpFormPlugin().warnings(backend.settings())).isEmpty();
  }

  private void comesIn(String preset, Samples samples, Arrival sample) {
    PresetBackend backend = backend(preset, samples);
    backend.routed();

    assertAnswer(backend.bring(sample.request()), sample.answer());
    List<RecordingApp.Routed> routed = backend.routed();
    assertThat(routed).extracting(RecordingApp.Routed::text).isEqualTo(texts(sample));
    for (int i = 0; i < routed.size(); i++) {
      assertMessage(routed.get(i), sample.messages().get(i));
    }

    assertAnswer(backend.bring(sample.request()), sample.answer());
    assertThat(backend.routed())
        .as("routed of the same again")
        .hasSize(sample.isToldApart() ? 0 : routed.size());
  }

  private static List<String> texts(Arrival sample) {
    return sample.messages().stream().map(Samples.Message::text).toList();
  }

  private static void assertMessage(RecordingApp.Routed routed, Samples.Message expected) {
    assertThat(routed.identity()).isEqualTo(expected.identity());
    assertThat(routed.id()).isEqualTo(Optional.ofNullable(expected.id()));
    Instant time = expected.time() == null ? PresetBackend.NOW : expected.time();
    assertThat(routed.time()).isEqualTo(time);
    assertThat(routed.fields()).isEqualTo(expected.fields() == null ? Map.of() : expected.fields());
  }

  private static void assertAnswer(HttpResponse<String> answer, Samples.Answer expected) {
    if (expected == null) {
      assertThat(answer.statusCode()).as("status of %s", answer.body()).isBetween(200, 204);
      return;
    }
    assertThat(answer.statusCode())
        .as("status of %s", answer.body())
        .isEqualTo(expected.status().intValue());
    if (expected.type() != null) {
      assertThat(answer.headers().firstValue("Content-Type")).contains(expected.type());
    }
    if (expected.body() != null) {
      assertThat(answer.body()).isEqualTo(expected.body());
    }
  }

  private void goesOut(String preset, Samples samples, Departure sample) throws Exception {
    PresetBackend backend = backend(preset, samples);
    OutgoingMessage message = message(sample.message().identity(), sample.message().text());
    SampleRequest expected = sample.request().filled(places(backend, ID, ""));
    assertThat(backend.urlFor(message)).hasToString(expected.url());
    for (Reply reply : sample.answers()) {
      assertResult(backend.send(message, reply), reply);
      assertAsked(backend.lastAsked(), expected);
    }
  }

  private static OutgoingMessage message(String identity, String text) {
    return new OutgoingMessage(
        ID,
        Connection.of(PresetBackend.NAME.value(), identity),
        text,
        Optional.empty(),
        PresetBackend.NOW);
  }

  private void refusesLongTexts(String preset, Samples samples) throws Exception {
    PresetBackend backend = backend(preset, samples);
    int most = backend.settings().outgoing().orElseThrow().maxChars().orElse(0);
    int before = backend.asked();

    if (most > 0) {
      assertThat(backend.send(message("+254700111222", "x".repeat(most + 1)), "/send"))
          .isEqualTo(
              SendResult.unsendable(
                  "the text has " + (most + 1) + " characters; max-chars is " + most));
    }
    assertThat(backend.asked()).isEqualTo(before);
  }

  private static UnaryOperator<String> places(PresetBackend backend, UUID id, String gatewayId) {
    return text ->
        text.replace("{message-id}", id.toString())
            .replace("{report-url}", backend.reportUrl(id).orElse("{report-url}"))
            .replace("{gateway-id}", gatewayId);
  }

  private static void assertAsked(FakeGateway.Received asked, SampleRequest expected) {
    assertThat(asked.method()).isEqualTo(expected.method());
    assertThat(expected.url()).endsWith(asked.target());
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
          case "refused" -> SendResult.Refused.class;
          case "retry" -> SendResult.Retry.class;
          case "settings" -> SendResult.Unusable.class;
          case "perhaps" -> SendResult.Unanswered.class;
          default -> throw new AssertionError("no result is called " + reply.is());
        };
    assertThat(result).as(shown).isInstanceOf(expected);
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

  private void report(String preset, Samples samples, int number) {
    PresetBackend backend = backend(preset, samples);
    Report sample = samples.reports().get(number);
    Reply accepted = samples.outgoing().get(0).answers().get(0);
    String gatewayId = accepted.id() == null ? "" : accepted.id() + number;
    UUID message = backend.sent(number, accepted, gatewayId);

    SampleRequest request = sample.request().filled(places(backend, message, gatewayId));
    assertAnswer(
        backend.bring(sample.by().equals("token") ? withToken(request, backend, message) : request),
        sample.answer());
    List<DeliveryReport> kept = backend.reports(message);
    assertThat(kept)
        .extracting(report -> report.state().name().toLowerCase(Locale.ROOT))
        .isEqualTo(Optional.ofNullable(sample.state()).stream().toList());
    kept.forEach(report -> assertReport(report, sample));
  }

  private static SampleRequest withToken(
      SampleRequest request, PresetBackend backend, UUID message) {
    Map<String, String> query = new LinkedHashMap<>(request.query());
    query.putAll(backend.reportQuery(message));
    return new SampleRequest(
        request.method(),
        request.url(),
        "report",
        query,
        request.headers(),
        request.form(),
        request.json(),
        request.body(),
        request.type(),
        request.sign());
  }

  private static void assertReport(DeliveryReport report, Report sample) {
    if (!sample.state().equals("unknown")) {
      assertThat(report.text()).isEqualTo(Optional.ofNullable(sample.text()));
    }
    assertThat(report.source()).isEqualTo(Optional.ofNullable(sample.source()));
    assertThat(report.reportedAt()).isEqualTo(Optional.ofNullable(sample.time()));
  }

  private void showsNoSecret(String preset, Samples samples) throws Exception {
    PresetBackend backend = backend(preset, samples);
    String all = String.join(" ", backend.secretsOfThePreset());
    Reply echo = new Reply(400, null, null, all, "refused", null, null);
    String answered = backend.send(message("+254700111222", "hi"), echo).toString();
    List<String> shown = new ArrayList<>(backend.shown());
    shown.add(answered);

    assertThat(backend.secrets()).isNotEmpty();
    for (String secret : backend.secrets()) {
      assertThat(shown.stream().filter(text -> text.contains(secret))).isEmpty();
    }
  }
}
