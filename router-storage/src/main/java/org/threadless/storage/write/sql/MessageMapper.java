package org.threadless.storage.write.sql;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;
import org.threadless.router.message.OutgoingStatus;
import org.threadless.storage.write.row.ConnectionIdRow;
import org.threadless.storage.write.row.CountedRow;
import org.threadless.storage.write.row.MessageRow;
import org.threadless.storage.write.row.SeenRow;

/** The statements that messages are kept with; their SQL is in the XML of the same name. */
public interface MessageMapper extends WaitingMapper, MessageIdMapper {

  /**
   * Inserts connections, those apart that there are; waits for others that insert the same.
   *
   * @return how many were new
   */
  int insertConnections(
      @Param("rows") Map<String, String[]> rows, @Param("createdAt") Instant createdAt);

  List<ConnectionIdRow> connectionIds(Map<String, String[]> rows);

  int insertMessages(Map<String, String[]> rows);

  /** Takes note of until when messages are of use. */
  int addExpiring(Map<String, String[]> rows);

  /** Takes note of what those who send messages know them by. */
  int addReferences(Map<String, String[]> rows);

  /**
   * Remembers what requests were answered, those apart whose keys have an answer; waits for who
   * takes one.
   *
   * @return how many are remembered
   */
  int addAnswers(Map<String, String[]> rows);

  /** Returns what the requests with these keys were answered. */
  Set<String> remembered(Map<String, String[]> rows);

  /**
   * Inserts incoming messages, those apart whose external id is taken, or that are there; no two of
   * them may have the same external id.
   *
   * @return those that were inserted
   */
  List<UUID> claimMessages(Map<String, String[]> rows);

  /**
   * Inserts incoming messages whose external id is taken, those apart that are copies: of a stored
   * one, or of one before it of the same.
   *
   * @return those that were inserted
   */
  List<UUID> claimReused(Map<String, String[]> rows);

  /** Returns the message with this id; null where there is none. */
  SeenRow seenById(@Param("message") UUID message);

  /** Returns the message that this one is a copy of. */
  SeenRow seen(MessageRow row);

  /** Returns the last message before this one with its external id; null where there is none. */
  UUID before(MessageRow row);

  int insertErrors(Map<String, String[]> rows);

  /**
   * Changes messages that are QUEUED, and no others; of each there is one row.
   *
   * @return those that were, as they are now
   */
  List<CountedRow> updateStatuses(Map<String, String[]> rows);

  /** Schedules messages that are stored with this. */
  int addScheduled(Map<String, String[]> rows);

  /**
   * Returns the status of an outgoing message, and locks it; null where there is none, and where it
   * is of somebody who is erased.
   */
  OutgoingStatus lockOutgoing(@Param("message") UUID message);

  /**
   * Returns those of a connection's last 1,000 messages that have not gone out, in the order of
   * their ids.
   */
  List<UUID> queuedTo(@Param("backend") String backend, @Param("identity") String identity);

  /** Cancels a message that is locked. */
  int cancel(
      @Param("message") UUID message, @Param("reason") String reason, @Param("at") Instant at);

  /** Lets messages be found by the ids that their gateways have given them. */
  int addGatewayIds(Map<String, String[]> rows);
}
