package org.threadless.router.message;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.threadless.router.text.TakenText;

/**
 * A delivery report as a backend has received it.
 *
 * @param backend the backend that it came in by
 * @param messageId our id of the message that it is about
 * @param state what it says
 * @param text what the gateway says besides, in its own words
 * @param source who reports, where the gateway names it: an SMSC
 * @param reportedAt when that was, where the gateway tells
 */
public record ReceivedReport(
    BackendName backend,
    UUID messageId,
    ReportedState state,
    Optional<String> text,
    Optional<String> source,
    Optional<Instant> reportedAt) {

  /** Mends what cannot be kept. */
  public ReceivedReport {
    Objects.requireNonNull(backend, "backend");
    Objects.requireNonNull(messageId, "messageId");
    Objects.requireNonNull(state, "state");
    text = text.map(given -> TakenText.of(given).text());
    source = source.map(given -> TakenText.of(given).text());
    Objects.requireNonNull(reportedAt, "reportedAt");
  }
}
