package org.threadless.router.message;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * A delivery report as a backend has received it, by a gateway that names the message by its own id
 * of it. The other parts are those of a {@link ReceivedReport}.
 *
 * @param gatewayId the id that the gateway gave when it {@linkplain
 *     org.threadless.router.backend.SendResult.Accepted accepted} the message; what cannot be kept
 *     of it is mended there and here alike
 */
public record GatewayReport(
    BackendName backend,
    String gatewayId,
    ReportedState state,
    Optional<String> text,
    Optional<String> source,
    Optional<Instant> reportedAt) {

  /** Refuses nulls, and mends the id. */
  public GatewayReport {
    Objects.requireNonNull(backend, "backend");
    gatewayId = ExternalIds.kept(gatewayId).orElse("");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(reportedAt, "reportedAt");
  }

  /** Returns the same with our id of the message. */
  public ReceivedReport of(UUID messageId) {
    return new ReceivedReport(backend, messageId, state, text, source, reportedAt);
  }
}
