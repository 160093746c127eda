package org.threadless.backend.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.threadless.backend.http.Samples.Arrival;

/** Holds what a provider brings against the samples of it. */
final class IncomingSamples {

  private IncomingSamples() {}

  /** Brings a request twice: what has an id is not routed again. */
  static void assertComesIn(PresetBackend backend, Arrival sample) {
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

  /** Holds an answer of ours against what is expected of it: success, where that says nothing. */
  static void assertAnswer(HttpResponse<String> answer, Samples.Answer expected) {
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
}
