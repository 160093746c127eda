package org.threadless.storage.message;

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
import org.threadless.storage.write.sql.MessageMapper;
import org.threadless.storage.write.value.Columns;

/** Keeps delivery reports, and lets the statuses of messages follow them. Safe for any thread. */
final class StoredReports {

  private final MessageIds ids = new MessageIds();

  /**
   * Returns what a report means to its message now; empty where it is about none of ours.
   *
   * @param from the backends whose messages may have gone out by the report's
   */
  Optional<DeliveryReport> preview(
      ReceivedReport received, Collection<BackendName> from, ReportMapper mapper, Instant now) {
    return Optional.ofNullable(
            mapper.reported(received.messageId(), received.backend().value(), Columns.ids(from)))
        .map(message -> preview(received, message, now));
  }

  private static DeliveryReport preview(
      ReceivedReport received, ReportedMessageRow message, Instant now) {
    return new DeliveryReport(
        received.messageId(),
        Connection.stored(message.backend(), message.identity()),
        received.state(),
        received.text(),
        received.source(),
        received.reportedAt(),
        now,
        message.status(),
        received.state().after(message.status()));
  }

  /**
   * Stores a report in the session's transaction.
   *
   * @return the status that the message has had until then; empty where the report does not mean to
   *     it what it says, and nothing is stored
   */
  Optional<OutgoingStatus> add(DeliveryReport report, SqlSession session, Instant now) {
    ReportMapper mapper = session.getMapper(ReportMapper.class);
    MessageMapper messages = session.getMapper(MessageMapper.class);
    // Nothing comes to the messages of somebody who is erased meanwhile.
    long unused = messages.removals();
    // In a statement of its own: what others then read is newer than the last report on this
    // message,
    // and no two reports decide on its status at once.
    OutgoingStatus present = messages.lockOutgoing(report.messageId());
    if (present == null || !isSoStill(report, present)) {
      return Optional.empty();
    }
    mapper.insertReport(ReportRow.of(ids.next(), report));
    if (report.hasChangedStatus()) {
      OutgoingStatus status = report.status();
      mapper.updateStatus(report.messageId(), status, reason(report), now);
      if (present == OutgoingStatus.QUEUED) {
        // It waits to be sent again, and need not be.
        messages.endWaiting(Columns.ids(List.of(report.messageId())), now);
      }
    }
    return Optional.of(present);
  }

  /** Returns why a message has the status that a report gives it; null where nothing is said. */
  static String reason(DeliveryReport report) {
    return report.status() == OutgoingStatus.FAILED ? report.reason() : null;
  }

  // That it was sent may have been recorded meanwhile, which makes no difference to most reports.
  private static boolean isSoStill(DeliveryReport report, OutgoingStatus present) {
    OutgoingStatus status = report.state().after(present);
    return status == report.status() && (status != present) == report.hasChangedStatus();
  }
}
