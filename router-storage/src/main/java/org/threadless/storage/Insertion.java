package org.threadless.storage;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.ibatis.session.SqlSession;
import org.threadless.router.message.Connection;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.IncomingStatus;
import org.threadless.router.store.Seen;

/** Stores one incoming message before it is routed, in a transaction of its own. */
final class Insertion implements AutoCloseable {

  private final SqlSession session;
  private final MessageMapper mapper;
  private final ConnectionIds connectionIds;

  Insertion(SqlSession session, ConnectionIds connectionIds) {
    this.session = session;
    this.mapper = session.getMapper(MessageMapper.class);
    this.connectionIds = connectionIds;
  }

  /**
   * Inserts the message as QUEUED and commits.
   *
   * @param node who routes it now; null where it waits
   * @param task the task that routes it, where it waits
   * @return the message that came first with its external id; empty where this one is the first
   */
  Optional<Seen> insert(IncomingMessage message, Integer node, Optional<String> task, Instant now) {
    Optional<Seen> first = seen(message);
    if (first.isPresent()) {
      return first;
    }
    Map<Connection, UUID> ids = connectionIds.of(List.of(message.connection()), mapper, now);
    UUID connection = ids.get(message.connection());
    MessageRow row = MessageRow.of(message, IncomingStatus.QUEUED, connection, node);
    if (mapper.claimMessage(row) == 0) {
      // Somebody was faster, and has committed by now: the unique index has waited for that.
      return seen(message);
    }
    task.ifPresent(name -> letWait(message.id(), connection, name, now));
    session.commit(true);
    connectionIds.remember(ids);
    return Optional.empty();
  }

  private Optional<Seen> seen(IncomingMessage message) {
    return message
        .externalId()
        .map(id -> mapper.seen(message.connection().backend().value(), id))
        .map(row -> new Seen(row.id(), row.status()));
  }

  private void letWait(UUID message, UUID connection, String task, Instant now) {
    BacklogMapper backlog = session.getMapper(BacklogMapper.class);
    backlog.add(message, 0, null);
    backlog.addTask(task, connection.toString(), now);
  }

  @Override
  public void close() {
    session.close();
  }
}
