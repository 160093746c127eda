package org.threadless.storage.write;

import java.time.Instant;
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
    OutgoingStatus status = received.state().after(message.status());
    DeliveryReport report =
        new DeliveryReport(
            received.messageId(),
            new Connection(
                received.backend(), Identity.stored(mapper.identity(message.connectionId()))),
            received.state(),
            received.text(),
            received.source(),
            received.reportedAt(),
            now,
            message.status(),
            status);
    mapper.insertReport(ReportRow.of(ids.next(), report));
    if (report.hasChangedStatus()) {
      String reason = status == OutgoingStatus.FAILED ? report.reason() : null;
      mapper.updateStatus(received.messageId(), status, reason, now);
      if (message.status() == OutgoingStatus.QUEUED) {
        // It waits to be sent again, and need not be.
        mapper.removeWaiting(received.messageId());
      }
    }
    return report;
  }
}
