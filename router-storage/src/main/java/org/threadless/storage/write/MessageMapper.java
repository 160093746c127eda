package org.threadless.storage.write;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;
import org.threadless.router.message.IncomingStatus;
import org.threadless.router.message.OutgoingStatus;

/** The statements that messages are kept with; their SQL is in the XML of the same name. */
public interface MessageMapper {

  /**
   * Inserts connections, those apart that there are; waits for others that insert the same. Of each
   * array the n-th is of the n-th connection.
   *
   * @return how many were new
   */
  int insertConnections(
      @Param("ids") String[] ids,
      @Param("backends") String[] backends,
      @Param("identities") String[] identities,
      @Param("createdAt") Instant createdAt);

  List<ConnectionIdRow> connectionIds(
      @Param("backends") String[] backends, @Param("identities") String[] identities);

  int insertMessage(MessageRow row);

  /**
   * Inserts incoming messages as QUEUED, those apart whose external id is taken; no two of them may
   * have the same.
   *
   * @return how many were inserted
   */
  int claimMessages(ClaimRows rows);

  /**
   * Inserts incoming messages as QUEUED whose external id is taken, those apart that are copies: of
   * a stored one, or of one before it of the same.
   *
   * @return how many were inserted
   */
  int claimReused(ClaimRows rows);

  /** Returns those of the messages that are there. */
  List<UUID> stored(@Param("messages") List<UUID> messages);

  /** Returns the message that this one is a copy of. */
  SeenRow seen(MessageRow row);

  /** Returns the last message before this one with its external id; null where there is none. */
  UUID before(MessageRow row);

  /** Returns those of the messages that are QUEUED, and locks them. */
  List<UUID> lockQueued(@Param("messages") List<UUID> messages);

  /** Changes the status of a message that is QUEUED; returns 0 where it is not. */
  int updateIncoming(
      @Param("id") UUID id, @Param("status") IncomingStatus status, @Param("at") Instant at);

  /** Ends the waiting of an incoming message that no node has taken. */
  int removeUntaken(@Param("message") UUID message);

  /** Ends the waiting of a message that may have waited. */
  int removeWaiting(@Param("message") UUID message);

  int insertError(ErrorRow row);

  int updateOutgoing(
      @Param("id") UUID id,
      @Param("status") OutgoingStatus status,
      @Param("reason") String reason,
      @Param("gatewayId") String gatewayId,
      @Param("at") Instant at);

  /** Lets a stored message wait that is still QUEUED. */
  int add(
      @Param("message") UUID message,
      @Param("attempts") int attempts,
      @Param("unanswered") int unanswered,
      @Param("triedAt") Instant triedAt);

  /** Lets a stored message wait that is still QUEUED, and that nobody has tried. */
  default int add(UUID message) {
    return add(message, 0, 0, null);
  }
}
