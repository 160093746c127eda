package org.threadless.storage;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.threadless.router.message.Connection;
import org.threadless.router.message.DeliveryReport;
import org.threadless.router.message.Identity;
import org.threadless.router.message.MessageIds;
import org.threadless.router.message.OutgoingStatus;
import org.threadless.router.message.ReceivedReport;

/** Keeps delivery reports, and lets the statuses of messages follow them. Safe for any thread. */
final class StoredReports {

  private final MessageIds ids = new MessageIds();

  /** Stores a report in the mapper's transaction; empty where it is about no message of ours. */
  Optional<DeliveryReport> add(ReceivedReport received, ReportMapper mapper, Instant now) {
    return Optional.ofNullable(mapper.lockMessage(received.messageId(), received.backend().value()))
        .map(message -> add(received, message, mapper, now));
  }

  private DeliveryReport add(
      ReceivedReport received, ReportedMessageRow message, ReportMapper mapper, Instant now) {
    boolean failedByReport = mapper.countFailures(received.messageId()) > 0;
    OutgoingStatus status = received.state().after(message.status(), failedByReport);
    DeliveryReport report =
        new DeliveryReport(
            received.messageId(),
            new Connection(
                received.backend(), new Identity(mapper.identity(message.connectionId()))),
            received.state(),
            received.text(),
            received.source(),
            received.reportedAt(),
            now,
            message.status(),
            status);
    mapper.insertReport(ReportRow.of(ids.next(), report));
    if (report.hasChangedStatus()) {
      mapper.updateStatus(received.messageId(), status, reason(report), now);
    }
    return report;
  }

  private static String reason(DeliveryReport report) {
    if (report.status() != OutgoingStatus.FAILED) {
      return null;
    }
    String state = report.state().name().toLowerCase(Locale.ROOT);
    return "a delivery report says " + state + report.text().map(text -> ": " + text).orElse("");
  }
}
