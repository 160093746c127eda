package org.threadless.router.message;

import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * A delivery report on a message of ours. Each one that comes is kept, late or twice as it may be.
 *
 * @param messageId our id of the message
 * @param connection whom the message went to
 * @param state what the report says
 * @param text what the gateway says besides, in its own words
 * @param source who reports, where the gateway names it: an SMSC
 * @param reportedAt when that was, where the gateway tells
 * @param receivedAt when the report came in
 * @param statusBefore the message's status when it came
 * @param status the message's status from now on; often the same
 */
public record DeliveryReport(
    UUID messageId,
    Connection connection,
    ReportedState state,
    Optional<String> text,
    Optional<String> source,
    Optional<Instant> reportedAt,
    Instant receivedAt,
    OutgoingStatus statusBefore,
    OutgoingStatus status) {

  /** Refuses nulls. */
  public DeliveryReport {
    Objects.requireNonNull(messageId, "messageId");
    Objects.requireNonNull(connection, "connection");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(reportedAt, "reportedAt");
    Objects.requireNonNull(receivedAt, "receivedAt");
    Objects.requireNonNull(statusBefore, "statusBefore");
    Objects.requireNonNull(status, "status");
  }

  /** Returns in one line for people why the message has failed, where it has by this report. */
  public String reason() {
    String says = "a delivery report says " + state.name().toLowerCase(Locale.ROOT);
    return says + text.map(words -> ": " + words).orElse("");
  }

  /** Returns whether the report told something new, so that the message has another status now. */
  public boolean hasChangedStatus() {
    return status != statusBefore;
  }
}
