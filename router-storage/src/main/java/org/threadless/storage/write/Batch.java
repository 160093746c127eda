package org.threadless.storage.write;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.ibatis.session.SqlSession;
import org.threadless.router.message.Connection;
import org.threadless.storage.node.Leases;

/**
 * Stores and commits changes of any number of threads together, with one statement for each kind of
 * row, and begins and ends the leases of this node with that. Safe for any thread.
 */
public final class Batch {

  private final ConnectionIds connectionIds;
  private final Leases leases;
  private final Consumer<UUID> letWait;

  /**
   * @param letWait lets a message wait, if it is stored, when the database is back
   */
  public Batch(ConnectionIds connectionIds, Leases leases, Consumer<UUID> letWait) {
    this.connectionIds = connectionIds;
    this.leases = leases;
    this.letWait = letWait;
  }

  /** Returns what came of each, when it is committed. Otherwise nothing is stored. */
  public List<Answer> commit(List<Changes> all, SqlSession session) {
    List<UUID> taken = all.stream().flatMap(each -> each.taken().stream()).toList();
    taken.forEach(leases::take);
    boolean committing = false;
    try {
      MessageMapper mapper = session.getMapper(MessageMapper.class);
      Map<Connection, UUID> connections = new HashMap<>();
      List<Answer> answers = store(all, mapper, connections);
      if (isRefused(all, answers)) {
        // What an app has written because of it is not stored, either.
        session.rollback(true);
        endWaiting(all, mapper);
        connections.clear();
      }
      committing = true;
      // Whatever MyBatis believes: an app may have written through the JDBC connection.
      session.commit(true);
      connectionIds.remember(connections);
      endLeases(all, answers);
      return answers;
    } catch (Throwable e) {
      // What fails while it is committed may be stored: then it stays this node's until it waits.
      taken.forEach(committing ? letWait : leases::end);
      throw e;
    }
  }

  private static boolean isRefused(List<Changes> all, List<Answer> answers) {
    return all.size() == 1 && all.get(0).queued().isPresent() && !answers.get(0).isStored();
  }

  private void endLeases(List<Changes> all, List<Answer> answers) {
    for (int i = 0; i < answers.size(); i++) {
      Changes changes = all.get(i);
      changes.queued().ifPresent(leases::end);
      if (answers.get(i).isStored()) {
        changes.done().forEach(leases::end);
      } else {
        changes.taken().forEach(leases::end);
      }
    }
  }

  private List<Answer> store(
      List<Changes> all, MessageMapper mapper, Map<Connection, UUID> connections) {
    connections.putAll(
        connectionIds.of(
            all.stream().flatMap(Changes::inserted).map(MessageRow::connection).toList(), mapper));
    Set<UUID> queued = lockQueued(all, mapper);
    Claims claims = claim(all, mapper, connections);
    Changes merged = new Changes();
    List<Answer> answers = new ArrayList<>();
    for (Changes each : all) {
      Answer answer =
          each.claim()
              .map(row -> claims.answer(in(row, connections)))
              .orElseGet(() -> Answer.of(each.queued().map(queued::remove).orElse(true)));
      if (answer.isStored()) {
        merged.add(each);
      }
      answers.add(answer);
    }
    write(merged, mapper, connections);
    endWaiting(all, mapper);
    return answers;
  }

  private static Set<UUID> lockQueued(List<Changes> all, MessageMapper mapper) {
    List<UUID> ids = queued(all);
    return ids.isEmpty() ? Set.of() : mapper.lockQueued(Columns.ids(ids));
  }

  private static List<UUID> queued(List<Changes> all) {
    return all.stream().flatMap(each -> each.queued().stream()).toList();
  }

  private static Claims claim(
      List<Changes> all, MessageMapper mapper, Map<Connection, UUID> connections) {
    Claims claims = new Claims(mapper);
    claims.insert(
        all.stream()
            .flatMap(each -> each.claim().stream())
            .map(row -> in(row, connections))
            .toList());
    return claims;
  }

  private static MessageRow in(MessageRow row, Map<Connection, UUID> connections) {
    return row.in(connections.get(row.connection()));
  }

  // Messages before what waits, as all do who lock both.
  private static void write(
      Changes merged, MessageMapper mapper, Map<Connection, UUID> connections) {
    run(
        merged.messages().stream().map(row -> in(row, connections)).toList(),
        mapper::insertMessages);
    run(merged.errors(), mapper::insertErrors);
    Collection<StatusRow> statuses = firstOfEach(merged.statuses());
    run(statuses, mapper::updateStatuses);
    run(statuses.stream().filter(StatusRow::isNamed).toList(), mapper::addGatewayIds);
    run(merged.legs(), mapper::addLegs);
    run(merged.waits(), mapper::addWaiting);
    settle(merged, mapper);
  }

  private static void settle(Changes merged, MessageMapper mapper) {
    if (!merged.settled().isEmpty()) {
      String[] settled = Columns.ids(merged.settled());
      mapper.removeWaiting(settled);
      mapper.advance(settled, merged.settledAt());
    }
  }

  /** Lets incoming messages wait no more that no node has taken. */
  private static void endWaiting(List<Changes> all, MessageMapper mapper) {
    List<UUID> routed = queued(all);
    if (!routed.isEmpty()) {
      mapper.removeUntaken(Columns.ids(routed));
    }
  }

  // In one order for all, too; and a status moves forward once.
  private static Collection<StatusRow> firstOfEach(List<StatusRow> rows) {
    Map<UUID, StatusRow> found = new LinkedHashMap<>();
    rows.stream()
        .sorted(Comparator.comparing(StatusRow::messageId))
        .forEach(row -> found.putIfAbsent(row.messageId(), row));
    return found.values();
  }

  private static void run(
      Collection<? extends Record> rows, Function<Map<String, String[]>, Integer> statement) {
    if (!rows.isEmpty()) {
      int unused = statement.apply(Columns.of(rows));
    }
  }
}
