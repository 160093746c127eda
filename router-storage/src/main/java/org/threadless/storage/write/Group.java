package org.threadless.storage.write;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.ToIntFunction;
import org.apache.ibatis.session.SqlSession;
import org.threadless.router.message.Connection;
import org.threadless.storage.session.MarkedTransaction;
import org.threadless.storage.session.Sessions;

/**
 * One transaction for what many threads store. Statements whose result matters run at once; all
 * others are sent to the database together at the end.
 */
public final class Group implements AutoCloseable {

  // In one order for all: two nodes that get the same messages would wait for each other.
  private static final Comparator<MessageRow> ORDER =
      Comparator.comparing(MessageRow::externalId)
          .thenComparing(MessageRow::backend)
          .thenComparing(MessageRow::fingerprint);

  private final SqlSession now;
  private final StatementBatches batches;
  private final ConnectionIds connectionIds;
  private final Map<Connection, UUID> connections = new HashMap<>();
  private final Set<UUID> queued = new HashSet<>();
  private final Set<UUID> claimed = new HashSet<>();
  private final Set<UUID> reused = new HashSet<>();
  private boolean committing;

  public Group(Sessions sessions, ConnectionIds connectionIds) {
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
  public <M> M now(Class<M> mapper) {
    return now.getMapper(mapper);
  }

  /**
   * Returns statements that run at the end, messages being inserted before anything else; what they
   * return means nothing.
   */
  public <M> M later(Class<M> mapper) {
    return batches.mapper(mapper);
  }

  /** Does what several writes need before they write: for all of them at once. */
  public void prepare(List<GroupCommit.Write> writes) {
    MessageMapper mapper = now(MessageMapper.class);
    connections.putAll(
        connectionIds.of(
            writes.stream().flatMap(each -> each.connections().stream()).toList(), mapper));
    List<UUID> locked = writes.stream().flatMap(each -> each.queued().stream()).toList();
    if (!locked.isEmpty()) {
      queued.addAll(mapper.lockQueued(locked));
    }
    List<MessageRow> claims = writes.stream().flatMap(each -> each.claim(this).stream()).toList();
    if (!claims.isEmpty()) {
      claim(claims, mapper);
    }
  }

  private void claim(List<MessageRow> rows, MessageMapper mapper) {
    Set<List<String>> externalIds = new HashSet<>();
    List<MessageRow> first = new ArrayList<>();
    List<MessageRow> again = new ArrayList<>();
    rows.stream()
        .sorted(ORDER)
        .forEach(
            row -> {
              boolean isFirst = externalIds.add(List.of(row.backend(), row.externalId()));
              (isFirst ? first : again).add(row);
            });
    again.addAll(insert(first, mapper::claimMessages, mapper));
    if (!again.isEmpty()) {
      again.sort(ORDER);
      insert(again, mapper::claimReused, mapper);
      again.stream().map(MessageRow::id).filter(claimed::contains).forEach(reused::add);
    }
  }

  /** Returns those that were not inserted. */
  private List<MessageRow> insert(
      List<MessageRow> rows, ToIntFunction<ClaimRows> statement, MessageMapper mapper) {
    List<UUID> ids = rows.stream().map(MessageRow::id).toList();
    // Where somebody is about to store the same, the unique index waits until it is decided.
    int inserted = statement.applyAsInt(ClaimRows.of(rows));
    if (inserted == ids.size()) {
      claimed.addAll(ids);
    } else if (inserted > 0) {
      claimed.addAll(mapper.stored(ids));
    }
    return rows.stream().filter(row -> !claimed.contains(row.id())).toList();
  }

  /** Returns whether a message was claimed: it is no copy of one that has come before. */
  public boolean isClaimed(UUID message) {
    return claimed.contains(message);
  }

  /** Returns whether a message that was claimed has the external id of another one. */
  public boolean isReused(UUID message) {
    return reused.contains(message);
  }

  /** Returns true to the first who asks for a message that was locked and is QUEUED. */
  public boolean takeQueued(UUID message) {
    return queued.remove(message);
  }

  /** Returns the id of a connection that the write has said it needs. */
  public UUID connection(Connection connection) {
    return connections.get(connection);
  }

  public void commit() {
    batches.flush();
    committing = true;
    now.commit(true);
    connectionIds.remember(connections);
  }

  /** Returns whether the database was asked to commit: what fails after that may be stored. */
  public boolean isCommitting() {
    return committing;
  }

  @Override
  public void close() {
    // All use the one transaction, which this rolls back unless it is committed, and ends.
    now.close();
  }
}
