package org.threadless.backend.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.threadless.backend.http.Samples.Reply;
import org.threadless.backend.http.Samples.Report;
import org.threadless.router.message.DeliveryReport;

/** Holds the delivery reports of a provider against the samples of it. */
final class ReportSamples {

  private ReportSamples() {}

  /**
   * Sends a message, and brings a report on it.
   *
   * @param accepted what the provider answers to the message
   * @param number of the report, which no other has
   */
  static void assertReported(PresetBackend backend, Report sample, Reply accepted, int number) {
    String gatewayId = accepted.id() == null ? "" : accepted.id() + number;
    UUID message = backend.sent(number, accepted, gatewayId);

    SampleRequest request =
        sample.request().filled(text -> backend.filled(text, message, gatewayId));
    IncomingSamples.assertAnswer(
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
}
