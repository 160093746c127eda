package org.threadless.storage;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;
import org.threadless.router.message.IncomingStatus;
import org.threadless.router.message.OutgoingStatus;

/** The statements that messages are kept with; their SQL is in the XML of the same name. */
interface MessageMapper {

  /** Inserts a connection unless there is one; waits for another that inserts the same. */
  int insertConnection(
      @Param("id") UUID id,
      @Param("backend") String backend,
      @Param("identity") String identity,
      @Param("createdAt") Instant createdAt);

  UUID connectionId(@Param("backend") String backend, @Param("identity") String identity);

  int insertMessage(MessageRow row);

  /** Inserts an incoming message unless its external id, if any, is taken: then returns 0. */
  int claimMessage(MessageRow row);

  SeenRow seen(@Param("backend") String backend, @Param("externalId") String externalId);

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

  /** Newest first. */
  List<ConversationRow> conversation(
      @Param("backend") String backend,
      @Param("identity") String identity,
      @Param("limit") int limit);
}
