package org.threadless.storage.message;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;
import org.threadless.router.message.OutgoingStatus;
import org.threadless.storage.write.row.LegRow;

/** The statements for delivery reports; their SQL is in the XML of the same name. */
public interface ReportMapper {

  /** Returns the message that got this id from its gateway last; null where there is none. */
  UUID sentAs(@Param("gatewayId") String gatewayId, @Param("backend") String backend);

  /**
   * Finds an outgoing message that went out by a backend; null where there is none.
   *
   * @param from the backends whose messages may have gone out by it, whatever is known of the way
   */
  ReportedMessageRow reported(
      @Param("id") UUID id, @Param("backend") String backend, @Param("from") String[] from);

  /** In order. */
  List<LegRow> way(UUID message);

  int insertReport(ReportRow row);

  int updateStatus(
      @Param("id") UUID id,
      @Param("status") OutgoingStatus status,
      @Param("reason") String reason,
      @Param("at") Instant at);

  /** In the order they came. */
  List<ReportRow> reports(UUID messageId);

  /** Inserts a secret unless there is one of that name; waits for another that inserts the same. */
  int insertSecret(@Param("name") String name, @Param("secret") String secret);

  String secret(String name);
}
