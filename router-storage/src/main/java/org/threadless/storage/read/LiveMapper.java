package org.threadless.storage.read;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;

/** The statements of pages that show conversations; their SQL is in the XML of the same name. */
public interface LiveMapper {

  /** Returns the newest of a backend, among so many of all backends. */
  List<UUID> newest(
      @Param("backend") String backend,
      @Param("after") UUID after,
      @Param("limit") int limit,
      @Param("lookedAt") int lookedAt);

  List<LiveRow> messages(@Param("ids") Collection<UUID> ids);

  List<LiveRow> changes(
      @Param("backend") String backend,
      @Param("identity") String identity,
      @Param("firstId") UUID firstId,
      @Param("after") Instant after);

  /**
   * Returns the last message of each connection, among those of the newest so many messages of all
   * backends, and so many connections that were made last.
   */
  List<LiveRow> latest(
      @Param("backend") String backend, @Param("limit") int limit, @Param("lookedAt") int lookedAt);

  List<ClearedRow> cleared(@Param("backend") String backend);

  int updateCleared(
      @Param("backend") String backend,
      @Param("identity") String identity,
      @Param("upTo") UUID upTo);

  int insertCleared(
      @Param("backend") String backend,
      @Param("identity") String identity,
      @Param("upTo") UUID upTo);

  /** Changes what is cleared up to one message, and nothing else. */
  int restoreCleared(
      @Param("backend") String backend,
      @Param("identity") String identity,
      @Param("upTo") UUID upTo,
      @Param("before") UUID before);

  /** Removes what is cleared up to one message, and nothing else. */
  int removeCleared(
      @Param("backend") String backend,
      @Param("identity") String identity,
      @Param("upTo") UUID upTo);

  /** Returns the last messages of a connection, newest first. */
  List<ConversationRow> conversation(
      @Param("backend") String backend,
      @Param("identity") String identity,
      @Param("limit") int limit);
}
