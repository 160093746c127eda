package org.threadless.storage;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.ibatis.session.SqlSession;
import org.threadless.router.message.Connection;

/**
 * One transaction for what many threads store. Statements whose result matters run at once; all
 * others are sent to the database together at the end.
 */
final class Group implements AutoCloseable {

  private final SqlSession now;
  private final StatementBatches batches;
  private final ConnectionIds connectionIds;
  private final Map<Connection, UUID> connections = new HashMap<>();
  private final Set<UUID> queued = new HashSet<>();
  private boolean committing;

  Group(Sessions sessions, ConnectionIds connectionIds) {
    MarkedTransaction transaction = sessions.transaction();
    this.now = sessions.open(transaction);
    this.batches =
        new StatementBatches(
            sessions.configuration(),
            () -> sessions.openBatch(transaction),
            MessageMapper.class.getName() + ".insertMessage");
    this.connectionIds = connectionIds;
  }

  /** Returns statements that run at once, and return what they did. */
  <M> M now(Class<M> mapper) {
    return now.getMapper(mapper);
  }

  /**
   * Returns statements that run at the end, messages being inserted before anything else; what they
   * return means nothing.
   */
  <M> M later(Class<M> mapper) {
    return batches.mapper(mapper);
  }

  /** Looks which of these messages are QUEUED, and keeps others from changing that. */
  void lock(List<UUID> messages) {
    if (!messages.isEmpty()) {
      queued.addAll(now(MessageMapper.class).lockQueued(messages));
    }
  }

  /** Returns true to the first who asks for a message that was locked and is QUEUED. */
  boolean takeQueued(UUID message) {
    return queued.remove(message);
  }

  /** Returns the id of a connection; makes it where it is new. */
  UUID connection(Connection connection, Instant at) {
    return connections.computeIfAbsent(
        connection,
        each -> connectionIds.of(List.of(each), now(MessageMapper.class), at).get(each));
  }

  void commit() {
    batches.flush();
    committing = true;
    now.commit(true);
    connectionIds.remember(connections);
  }

  /** Returns whether the database was asked to commit: what fails after that may be stored. */
  boolean isCommitting() {
    return committing;
  }

  @Override
  public void close() {
    // All use the one transaction, which this rolls back unless it is committed, and ends.
    now.close();
  }
}
