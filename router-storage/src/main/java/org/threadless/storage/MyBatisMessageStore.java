package org.threadless.storage;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.SqlSession;
import org.threadless.router.backend.SendResult;
import org.threadless.router.message.Connection;
import org.threadless.router.message.OutgoingStatus;
import org.threadless.router.store.Mappers;
import org.threadless.router.store.MessageStore;
import org.threadless.router.store.SendOutcome;
import org.threadless.router.store.StoredMessage;
import org.threadless.router.store.UnitOfWork;

/** Keeps messages in H2 or PostgreSQL. */
final class MyBatisMessageStore implements MessageStore {

  private final Sessions sessions;
  private final InstantSource clock;
  private final ConnectionIds connectionIds = new ConnectionIds();

  // Not static: the units of work of two databases in one JVM have nothing to do with each other.
  @SuppressWarnings("ThreadLocalUsage")
  private final ThreadLocal<StoredUnitOfWork> current = new ThreadLocal<>();

  MyBatisMessageStore(Sessions sessions, InstantSource clock) {
    this.sessions = sessions;
    this.clock = clock;
  }

  /** Returns the session that apps write with, on any thread. */
  SqlSession appSession() {
    return appSession(sessions.configuration());
  }

  /** Returns what makes the mappers of apps. */
  Mappers appMappers() {
    return new AppMappers(sessions, this::appSession);
  }

  private SqlSession appSession(Configuration configuration) {
    return AppSession.of(
        configuration,
        () -> current.get() == null ? null : current.get().session(configuration),
        () -> Sessions.open(configuration, sessions.transaction()));
  }

  @Override
  public UnitOfWork begin() {
    if (current.get() != null) {
      throw new IllegalStateException("this thread has a unit of work already");
    }
    MarkedTransaction transaction = sessions.transaction();
    StoredUnitOfWork work =
        new StoredUnitOfWork(
            transaction, sessions.open(transaction), connectionIds, clock, current::remove);
    current.set(work);
    return work;
  }

  @Override
  public void record(List<SendOutcome> outcomes) {
    inTransaction(
        mapper -> {
          outcomes.forEach(outcome -> record(outcome, mapper));
          return null;
        });
  }

  private static void record(SendOutcome outcome, MessageMapper mapper) {
    SendResult result = outcome.result();
    Instant at = outcome.at();
    if (result instanceof SendResult.Accepted accepted) {
      String gatewayId = Storable.text(accepted.gatewayId().orElse(null));
      mapper.updateOutgoing(outcome.messageId(), OutgoingStatus.SENT, null, gatewayId, at);
    } else if (result instanceof SendResult.Refused refused) {
      String reason = Storable.text(refused.reason());
      mapper.updateOutgoing(outcome.messageId(), OutgoingStatus.FAILED, reason, null, at);
    } else if (result instanceof SendResult.Retry retry) {
      String reason = Storable.text(retry.reason());
      mapper.updateOutgoing(outcome.messageId(), OutgoingStatus.QUEUED, reason, null, at);
    }
  }

  @Override
  public List<StoredMessage> conversation(Connection connection, int limit) {
    List<ConversationRow> newestFirst =
        inTransaction(
            mapper ->
                mapper.conversation(
                    connection.backend().value(), connection.identity().value(), limit));
    List<ConversationRow> rows = new ArrayList<>(newestFirst);
    Collections.reverse(rows);
    return rows.stream().map(row -> row.toMessage(connection)).toList();
  }

  private <T> T inTransaction(Function<MessageMapper, T> work) {
    try (SqlSession session = sessions.open(sessions.transaction())) {
      T result = work.apply(session.getMapper(MessageMapper.class));
      session.commit(true);
      return result;
    } catch (RuntimeException e) {
      throw SqlFailures.translate(e);
    }
  }
}
