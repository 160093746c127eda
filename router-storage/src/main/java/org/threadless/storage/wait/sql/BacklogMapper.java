package org.threadless.storage.wait.sql;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;
import org.threadless.router.conversation.Direction;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.IncomingStatus;
import org.threadless.storage.write.sql.MessageIdMapper;
import org.threadless.storage.write.sql.WaitingMapper;

/** The statements that waiting messages are kept with; their SQL is in the XML of the same name. */
public interface BacklogMapper extends WaitingMapper, MessageIdMapper {

  /** Smaller than that of any message. */
  UUID NONE = new UUID(0, 0);

  int setReason(
      @Param("message") UUID message, @Param("reason") String reason, @Param("at") Instant at);

  /** Returns whether something of that priority or a higher one waits. */
  boolean exists(
      @Param("backend") String backend,
      @Param("identity") String identity,
      @Param("direction") Direction direction,
      @Param("priority") int priority);

  /**
   * Has PostgreSQL end this transaction when it stands still for seconds, and plan each statement
   * of it anew; nobody takes over from the node until it ends.
   */
  String prepareTurn(@Param("node") int node);

  /** Waits until no other transaction has this place's turn; null where it has no row yet. */
  TurnRow takeTurn(@Param("backend") String backend, @Param("direction") Direction direction);

  /** The same where no other transaction has it; otherwise null, too. */
  TurnRow takeTurnUnlessTaken(
      @Param("backend") String backend, @Param("direction") Direction direction);

  /** Returns what is remembered of a backend for its rates; null where nothing is. */
  Usage usage(@Param("backend") String backend);

  int addTurn(@Param("backend") String backend, @Param("direction") Direction direction);

  /** Returns the highest priority of what waits at a place and no node has, up to one; or null. */
  Integer priority(
      @Param("backend") String backend,
      @Param("direction") Direction direction,
      @Param("upTo") int upTo);

  /**
   * Returns the next lane of what waits at a place with a priority, and no node has; null after the
   * last.
   *
   * @param lane from this one on
   */
  LaneRow laneFrom(
      @Param("backend") String backend,
      @Param("direction") Direction direction,
      @Param("priority") int priority,
      @Param("lane") UUID lane);

  /** Returns the lanes of which nothing is taken now. */
  Set<UUID> heldLanes();

  int setLane(@Param("backend") String backend, @Param("lane") UUID lane);

  /**
   * Returns what is due in a lane and no node has, what has been due for longest first.
   *
   * @param pastHeld whether it goes out before what waits of its connection in a lane of which
   *     nothing is taken
   */
  List<DueRow> due(
      @Param("backend") String backend,
      @Param("direction") Direction direction,
      @Param("priority") int priority,
      @Param("lane") UUID lane,
      @Param("now") Instant now,
      @Param("pastHeld") boolean pastHeld,
      @Param("limit") int limit);

  /** Returns messages of a backend that are of no use any more, the first of them first. */
  List<ExpiringRow> expiring(
      @Param("backend") String backend, @Param("now") Instant now, @Param("limit") int limit);

  /** Returns those of these that wait and no node has, whatever they wait for. */
  List<DueRow> expired(@Param("messages") List<UUID> messages);

  /** Returns and locks scheduled messages whose time has come, the earliest first. */
  List<DueScheduledRow> dueScheduled(@Param("now") Instant now, @Param("limit") int limit);

  /** Returns when the next scheduled message is due; null where there is none. */
  Instant nextScheduled();

  /** Counts the scheduled messages, up to a limit. */
  int countScheduled(@Param("limit") int limit);

  /** Locks those of these that wait and nobody else has locked. */
  List<LockedRow> lock(@Param("ids") String[] ids);

  /** Remembers what was taken at a place, for its rates. */
  int setQuota(@Param("backend") String backend, @Param("usage") Usage usage);

  /** Returns what is remembered of those of these connections that messages were taken of. */
  List<PacedRow> paced(@Param("connections") List<UUID> connections);

  int forgetPaced(@Param("connections") List<UUID> connections);

  int addPaced(@Param("rows") List<PacedRow> rows);

  int setAside(@Param("ids") String[] ids, @Param("until") Instant until);

  int takeAll(@Param("ids") String[] ids, @Param("node") int node, @Param("since") Instant since);

  /** Lets wait what the node has taken at a place at that time. */
  int letGo(
      @Param("backend") String backend,
      @Param("direction") Direction direction,
      @Param("node") int node,
      @Param("since") Instant since);

  /** Gives back those of these that the node has. */
  int giveBackAll(@Param("ids") String[] ids, @Param("node") int node, @Param("due") Instant due);

  int setTried(
      @Param("message") UUID message,
      @Param("attempts") int attempts,
      @Param("unanswered") int unanswered,
      @Param("at") Instant at);

  /** Returns the first of a connection that waits to be sent, unless a node has it. */
  DueRow firstOutgoing(@Param("connection") UUID connection);

  /**
   * Returns the next connection for which something waits to be sent; null after the last.
   *
   * @param connection from this one on
   */
  UUID connectionFrom(@Param("backend") String backend, @Param("connection") UUID connection);

  /**
   * Returns the next so many that wait to be sent, and no node has, in the order of their ids.
   *
   * @param after only with greater ids
   */
  List<OldRow> waitingAfter(
      @Param("backend") String backend, @Param("after") UUID after, @Param("limit") int limit);

  /** Fails those of these that wait, and no node has. */
  int failAll(
      @Param("messages") List<UUID> messages,
      @Param("reason") String reason,
      @Param("at") Instant at);

  /** Returns the backends that are down. */
  List<SuspendedRow> suspended();

  /** Declares a backend to be down that is up. */
  int suspend(@Param("backend") String backend, @Param("probe") Instant probe);

  /** Sets when a backend is tried next that is down. */
  int probeAgain(
      @Param("backend") String backend, @Param("probe") Instant probe, @Param("probes") int probes);

  /** Takes the probe of a backend that is down, if one is due; sets when the next one is. */
  int takeProbe(
      @Param("backend") String backend, @Param("now") Instant now, @Param("next") Instant next);

  /** Returns how many probes have found a backend down. */
  int probes(@Param("backend") String backend);

  /** Takes note of the connection that a probe is made with, and when the next one is due. */
  int setProbed(
      @Param("backend") String backend,
      @Param("connection") UUID connection,
      @Param("next") Instant next);

  /** Sets when a backend is tried next; it is up where that is null. */
  int setProbe(
      @Param("backend") String backend, @Param("probe") Instant probe, @Param("probes") int probes);

  /** Pauses a backend that is not paused. */
  int pause(@Param("backend") String backend, @Param("at") Instant at);

  int endPause(@Param("backend") String backend);

  /** Returns the backends that are paused. */
  List<PausedRow> paused();

  /**
   * Returns the next backend of which something waits, or null.
   *
   * @param from what comes right after {@code backend}
   */
  String nextBackend(@Param("backend") String backend, @Param("from") String from);

  /**
   * Returns when the oldest was received, made, or let be tried again, of the first so many that
   * wait; null where nothing waits.
   */
  Instant oldest(
      @Param("backend") String backend,
      @Param("direction") Direction direction,
      @Param("limit") int limit);

  /** Counts what waits, up to a limit. */
  int count(
      @Param("backend") String backend,
      @Param("direction") Direction direction,
      @Param("limit") int limit);

  /** Returns incoming messages with errors that they were not routed again for. */
  List<UUID> errored(
      @Param("id") UUID id,
      @Param("backends") Set<BackendName> backends,
      @Param("since") Instant since);

  /** Returns the errors of these messages that they were not routed again for. */
  List<ErroredRow> errors(@Param("messages") List<UUID> messages);

  /** Returns those of these incoming messages that nobody routes, and locks them. */
  List<UUID> lockRouted(@Param("messages") List<UUID> messages);

  int markRetried(@Param("messages") List<UUID> messages, @Param("at") Instant at);

  /** Returns those of these incoming messages that are about to be routed. */
  List<UUID> underWay(@Param("messages") List<UUID> messages);

  List<IncomingStatus> statuses(@Param("messages") List<UUID> messages);

  /**
   * Returns outgoing messages that have failed.
   *
   * @param after only with greater ids
   * @param upTo only with ids up to this one, where it is not null
   * @param id only this one, where it is not null
   */
  List<UUID> failed(
      @Param("after") UUID after,
      @Param("upTo") UUID upTo,
      @Param("id") UUID id,
      @Param("backends") Set<BackendName> backends,
      @Param("since") Instant since);

  /** Returns those of these outgoing messages that have failed, and locks them. */
  List<UUID> lockFailed(@Param("messages") List<UUID> messages);

  /** Keeps how messages have failed that are about to be sent again. */
  int keepFailures(
      @Param("ids") String[] ids, @Param("at") Instant at, @Param("madeBy") String madeBy);

  List<ResentRow> resent(@Param("messages") List<UUID> messages, @Param("now") Instant now);

  int requeueAll(@Param("messages") List<UUID> messages, @Param("at") Instant at);
}
