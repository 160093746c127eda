package org.threadless.storage.message;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.threadless.router.message.Connection;
import org.threadless.router.message.DeliveryReport;
import org.threadless.router.message.OutgoingStatus;
import org.threadless.router.message.ReportedState;

/** A row of {@code delivery_report}, with whom the message went to. */
public record ReportRow(
    UUID id,
    UUID messageId,
    String backend,
    String identity,
    ReportedState state,
    String text,
    String source,
    Instant reportedAt,
    Instant receivedAt,
    OutgoingStatus statusBefore,
    OutgoingStatus status) {

  public static ReportRow of(UUID id, DeliveryReport report) {
    return new ReportRow(
        id,
        report.messageId(),
        report.connection().backend().value(),
        report.connection().identity().value(),
        report.state(),
        report.text().orElse(null),
        report.source().orElse(null),
        report.reportedAt().orElse(null),
        report.receivedAt(),
        report.statusBefore(),
        report.status());
  }

  public DeliveryReport toReport() {
    return new DeliveryReport(
        messageId,
        Connection.stored(backend, identity),
        state,
        Optional.ofNullable(text),
        Optional.ofNullable(source),
        Optional.ofNullable(reportedAt),
        receivedAt,
        statusBefore,
        status);
  }
}
