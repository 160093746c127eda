package org.threadless.storage.broadcast;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;
import org.threadless.storage.write.sql.WaitingMapper;

/** The statements that broadcasts are kept with; their SQL is in the XML of the same name. */
public interface BroadcastMapper extends WaitingMapper {

  int insert(BroadcastRow row);

  /** Takes note of messages that are stored, as long as it is being stored. */
  int extend(@Param("id") UUID id, @Param("first") UUID first, @Param("last") UUID last);

  /**
   * Changes the state of a broadcast that is in one of some states.
   *
   * @return 0 where it is in none of them, or not there
   */
  int change(
      @Param("id") UUID id, @Param("from") Set<StoredState> from, @Param("to") StoredState to);

  /** Has nothing taken of a lane, as may be so already. */
  int hold(@Param("lane") UUID lane);

  int letGo(@Param("lane") UUID lane);

  /** Locks a lane of which nothing is taken; null where there is none, or another has locked it. */
  UUID lockHeld(@Param("lane") UUID lane);

  /** Returns a broadcast that is stored as a whole; null where there is none. */
  BroadcastRow find(@Param("id") UUID id);

  /** Returns those that are stored as a whole, the newest first. */
  List<BroadcastRow> list(@Param("before") UUID before, @Param("limit") int limit);

  /** Returns those that somebody has paused, the newest first. */
  List<BroadcastRow> paused(@Param("limit") int limit);

  /** Returns the message that is so many after one, whosever they are; null after the last one. */
  UUID messageAfter(
      @Param("first") UUID first, @Param("last") UUID last, @Param("count") int count);

  /**
   * Counts the messages of a broadcast that are between two.
   *
   * @param before only up to the one before this, where it is not null
   */
  List<StatusCount> counts(
      @Param("id") UUID id,
      @Param("first") UUID first,
      @Param("last") UUID last,
      @Param("before") UUID before);

  /** The same by backend, status and reason; no reason where a message may still go out. */
  List<ReasonCount> reasons(
      @Param("id") UUID id,
      @Param("first") UUID first,
      @Param("last") UUID last,
      @Param("before") UUID before);

  /** Returns the messages themselves, in the order of their ids. */
  List<ResultRow> messages(
      @Param("id") UUID id,
      @Param("first") UUID first,
      @Param("last") UUID last,
      @Param("before") UUID before);

  /** Returns those that this node stores, and those that a node stored which is gone. */
  List<UUID> storing(@Param("node") int node);

  /** Returns those of which messages may have to be cancelled. */
  List<BroadcastRow> ended();

  /** Returns and locks the next QUEUED messages of a broadcast, in the order of their ids. */
  List<UUID> queued(
      @Param("id") UUID id,
      @Param("after") UUID after,
      @Param("last") UUID last,
      @Param("limit") int limit);

  /** Locks those of these that are scheduled, and that nobody else has locked. */
  List<UUID> lockFreeScheduled(@Param("ids") String[] ids);

  /** Locks those of these that wait and no node has, and that nobody else has locked. */
  List<UUID> lockFreeUntaken(@Param("ids") String[] ids);

  /** Cancels messages that are locked. */
  int cancel(@Param("ids") String[] ids, @Param("reason") String reason, @Param("at") Instant at);
}
