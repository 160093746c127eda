package org.threadless.storage;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.ibatis.session.SqlSession;
import org.threadless.router.message.Connection;

/**
 * One transaction for what many threads store. Statements whose result matters run at once; all
 * others are sent to the database together at the end.
 */
final class Group implements AutoCloseable {

  private final SqlSession now;
  private final SqlSession batch;
  private final SqlSession lastBatch;
  private final ConnectionIds connectionIds;
  private final Map<Connection, UUID> connections = new HashMap<>();
  private boolean committing;

  Group(Sessions sessions, ConnectionIds connectionIds) {
    MarkedTransaction transaction = sessions.transaction();
    this.now = sessions.open(transaction);
    this.batch = sessions.openBatch(transaction);
    this.lastBatch = sessions.openBatch(transaction);
    this.connectionIds = connectionIds;
  }

  /** Returns statements that run at once, and return what they did. */
  <M> M now(Class<M> mapper) {
    return now.getMapper(mapper);
  }

  /** Returns statements that run at the end; what they return means nothing. */
  <M> M later(Class<M> mapper) {
    return batch.getMapper(mapper);
  }

  /**
   * The same, for statements that need the rows of the others: kept apart, since only like
   * statements that follow one another are sent together.
   */
  <M> M last(Class<M> mapper) {
    return lastBatch.getMapper(mapper);
  }

  /** Returns the id of a connection; makes it where it is new. */
  UUID connection(Connection connection, Instant at) {
    return connections.computeIfAbsent(
        connection,
        each -> connectionIds.of(List.of(each), now(MessageMapper.class), at).get(each));
  }

  void commit() {
    batch.flushStatements();
    lastBatch.flushStatements();
    committing = true;
    batch.commit(true);
    connectionIds.remember(connections);
  }

  /** Returns whether the database was asked to commit: what fails after that may be stored. */
  boolean isCommitting() {
    return committing;
  }

  @Override
  public void close() {
    // All use the one transaction, which this rolls back unless it is committed, and ends.
    batch.close();
  }
}
