package org.threadless.storage.write;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.session.SqlSession;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.DeliveryReport;
import org.threadless.router.message.MessageIds;
import org.threadless.router.message.OutgoingStatus;
import org.threadless.router.message.ReceivedReport;

/** Keeps delivery reports, and lets the statuses of messages follow them. Safe for any thread. */
final class StoredReports {

  private final MessageIds ids = new MessageIds();

  /** Stores a report in the session's transaction; empty where it is about no message of ours. */
  Optional<DeliveryReport> add(
      ReceivedReport received, Collection<BackendName> from, SqlSession session, Instant now) {
    ReportMapper mapper = session.getMapper(ReportMapper.class);
    return Optional.ofNullable(
            mapper.lockMessage(received.messageId(), received.backend().value(), Columns.ids(from)))
        .map(message -> add(received, message, session, now));
  }

  private DeliveryReport add(
      ReceivedReport received, ReportedMessageRow message, SqlSession session, Instant now) {
    ReportMapper mapper = session.getMapper(ReportMapper.class);
    OutgoingStatus status = received.state().after(message.status());
    DeliveryReport report =
        new DeliveryReport(
            received.messageId(),
            Connection.stored(message.backend(), mapper.identity(message.connectionId())),
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
        session
            .getMapper(MessageMapper.class)
            .removeWaiting(Columns.ids(List.of(received.messageId())));
      }
    }
    return report;
  }
}
