package org.threadless.storage.wait;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;
import org.threadless.router.conversation.Direction;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.IncomingStatus;

/** The statements that waiting messages are kept with; their SQL is in the XML of the same name. */
public interface BacklogMapper {

  int setReason(
      @Param("message") UUID message, @Param("reason") String reason, @Param("at") Instant at);

  /** Makes a task unless there is one. */
  int addTask(
      @Param("name") String name, @Param("instance") String instance, @Param("due") Instant due);

  boolean exists(
      @Param("backend") String backend,
      @Param("identity") String identity,
      @Param("direction") Direction direction);

  boolean waits(@Param("connection") UUID connection);

  ConnectionRow connection(@Param("id") UUID id);

  /** Removes what is not QUEUED any more, among the first that wait to be sent. */
  int removeSettled(@Param("connection") UUID connection, @Param("limit") int limit);

  /**
   * Has PostgreSQL end this transaction when it stands still for seconds, and plan each statement
   * of it anew.
   */
  String prepareTurn();

  /** Waits until no other transaction has this backend's turn; null where it has no row yet. */
  String takeTurn(@Param("backend") String backend);

  int addTurn(@Param("backend") String backend);

  /**
   * Returns what waits to be routed, from the oldest on, of connections of which no node has taken
   * anything; perhaps nothing, where the oldest {@code window} are all of others.
   */
  List<QueuedRow> untaken(
      @Param("backend") String backend, @Param("limit") int limit, @Param("window") int window);

  /** Returns the connections of which nodes have taken something to route. */
  Set<UUID> busy();

  /** Returns what waits to be routed of this connection and those after it, in their order. */
  List<WaitingPlace> untakenFrom(
      @Param("backend") String backend,
      @Param("connection") UUID connection,
      @Param("limit") int limit);

  /** Returns these messages, which wait to be routed, in the order of their ids. */
  List<QueuedRow> queued(@Param("messages") List<UUID> messages);

  int removeAll(@Param("messages") List<UUID> messages);

  int takeAll(@Param("messages") List<UUID> messages, @Param("node") int node);

  int giveBackAll(@Param("messages") List<UUID> messages, @Param("node") int node);

  WaitingRow firstOutgoing(@Param("connection") UUID connection);

  UUID connectionToProbe(@Param("backend") String backend);

  /** Takes a message that no node has; returns 0 where one has it. */
  int take(@Param("message") UUID message, @Param("node") int node);

  int giveBack(
      @Param("message") UUID message,
      @Param("attempts") int attempts,
      @Param("unanswered") int unanswered,
      @Param("at") Instant at);

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

  /** Removes those of these that no node has. */
  int removeUntaken(@Param("messages") List<UUID> messages);

  Set<String> suspended(@Param("probe") String probe);

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

  /**
   * Returns of the next so many messages that wait, from a connection on, whether somebody sees to
   * them.
   */
  List<AttendedRow> attended(
      @Param("connection") UUID connection,
      @Param("send") String send,
      @Param("probe") String probe,
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

  List<IncomingStatus> statuses(@Param("messages") List<UUID> messages);

  /** Returns the id of the message that is so many after this one; null where there are fewer. */
  UUID messageAfter(@Param("id") UUID id, @Param("count") int count);

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

  List<ResentRow> resent(
      @Param("messages") List<UUID> messages,
      @Param("send") String send,
      @Param("probe") String probe,
      @Param("now") Instant now);

  int requeueAll(@Param("messages") List<UUID> messages, @Param("at") Instant at);

  /** Lets stored messages wait that do not, as if they were made then. */
  int addAll(@Param("messages") List<UUID> messages, @Param("at") Instant at);
}
