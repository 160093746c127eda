package org.threadless.router.message;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

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

  /** Checks the texts. */
  public ReceivedReport {
    Objects.requireNonNull(backend, "backend");
    Objects.requireNonNull(messageId, "messageId");
    Objects.requireNonNull(state, "state");
    text.ifPresent(Texts::requireUnicode);
    source.ifPresent(Texts::requireUnicode);
    Objects.requireNonNull(reportedAt, "reportedAt");
  }
}
