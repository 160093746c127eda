package org.threadless.storage.write;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.ibatis.session.SqlSession;
import org.threadless.router.message.Connection;
import org.threadless.storage.node.Leases;
import org.threadless.storage.node.NodeMapper;
import org.threadless.storage.write.ConnectionIds.Known;
import org.threadless.storage.write.row.AnswerRow;
import org.threadless.storage.write.row.CountedRow;
import org.threadless.storage.write.row.MessageRow;
import org.threadless.storage.write.row.StatusRow;
import org.threadless.storage.write.sql.MessageMapper;
import org.threadless.storage.write.value.Columns;

/**
 * Stores and commits changes of any number of threads together, with one statement for each kind of
 * row, and begins and ends the leases of this node with that. Safe for any thread.
 */
public final class Batch {

  private final ConnectionIds connectionIds;
  private final Leases leases;
  private final boolean durable;
  private final Consumer<UUID> letWait;
  private final Events events;
  private final Counting counting;

  /**
   * @param durable whether what is committed is never lost
   * @param letWait lets a message wait, if it is stored, when the database is back
   * @param events what other programs are to be told
   * @param counting what is counted
   */
  public Batch(
      ConnectionIds connectionIds,
      Leases leases,
      boolean durable,
      Consumer<UUID> letWait,
      Events events,
      Counting counting) {
    this.events = events;
    this.counting = counting;
    this.connectionIds = connectionIds;
    this.leases = leases;
    this.durable = durable;
    this.letWait = letWait;
  }

  /** Returns what came of each, when it is committed. Otherwise nothing is stored. */
  public List<Answer> commit(List<Changes> all, SqlSession session) {
    List<UUID> taken = all.stream().flatMap(each -> each.taken().stream()).toList();
    List<UUID> unexpected = take(taken);
    List<Happening> happenings = new ArrayList<>();
    boolean committing = false;
    try {
      // Before what is asked of memory: nothing is removed any more where this is the only one.
      java.sql.Connection unused = session.getConnection();
      MessageMapper mapper = session.getMapper(MessageMapper.class);
      Map<Connection, Known> connections = new HashMap<>();
      List<Answer> answers = store(all, mapper, connections, happenings);
      if (isRefused(all, answers)) {
        // What an app has written because of it is not stored, either.
        session.rollback(true);
        endWaiting(all, mapper);
        connections.clear();
        happenings.clear();
      }
      unexpected.forEach(session.getMapper(NodeMapper.class)::lookFrom);
      committing = true;
      // Whatever MyBatis believes: an app may have written through the JDBC connection.
      session.commit(true);
      remember(connections, all, answers);
      endLeases(all, answers);
      if (!happenings.isEmpty()) {
        events.wake();
      }
      return answers;
    } catch (Throwable e) {
      // What fails while it is committed may be stored: then it stays this node's until it waits.
      taken.forEach(committing ? letWait : leases::end);
      throw e;
    }
  }

  // Those that came with a message, and so with a commit that they cannot be lost after.
  private void remember(
      Map<Connection, Known> connections, List<Changes> all, List<Answer> answers) {
    if (durable) {
      Set<Connection> stored = new HashSet<>();
      for (int i = 0; i < answers.size(); i++) {
        if (answers.get(i).isStored()) {
          all.get(i).inserted().map(MessageRow::connection).forEach(stored::add);
        }
      }
      connections.keySet().retainAll(stored);
      connectionIds.remember(connections);
    }
  }

  /** Returns those which nobody would find that takes over. */
  private List<UUID> take(List<UUID> messages) {
    List<UUID> unexpected = new ArrayList<>();
    for (UUID each : messages) {
      if (leases.take(each)) {
        unexpected.add(each);
      }
    }
    return unexpected;
  }

  private static boolean isRefused(List<Changes> all, List<Answer> answers) {
    return all.size() == 1
        && !answers.get(0).isStored()
        && (all.get(0).queued().isPresent() || all.get(0).answer().isPresent());
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
      List<Changes> all,
      MessageMapper mapper,
      Map<Connection, Known> connections,
      List<Happening> happenings) {
    connections.putAll(
        connectionIds.of(
            all.stream().flatMap(Changes::inserted).map(MessageRow::connection).toList(), mapper));
    Set<UUID> queued = lockQueued(all, mapper);
    Claims claims = claim(all.stream().filter(each -> !isIn(queued, each)), mapper, connections);
    Set<AnswerRow> given =
        FreeKeys.take(all.stream().flatMap(each -> each.answer().stream()).toList(), mapper);
    Changes merged = new Changes();
    List<MessageRow> claimed = new ArrayList<>();
    List<Answer> answers = new ArrayList<>();
    for (Changes each : all) {
      Optional<MessageRow> claim = each.claim().filter(row -> !isIn(queued, each));
      Answer answer =
          claim
              .map(row -> claims.answer(in(row, connections)))
              .orElseGet(() -> Answer.of(isQueued(each, queued) && isFirst(each, given)));
      if (answer.isStored()) {
        merged.add(each);
        claim.ifPresent(claimed::add);
      }
      answers.add(answer);
    }
    claimed.forEach(row -> Happening.of(row).ifPresent(each -> merged.happened(List.of(each))));
    Stream<StatusChange> inserted =
        Stream.concat(claimed.stream(), merged.messages().stream()).map(StatusChange::of);
    Stream<StatusChange> updated =
        write(merged, mapper, connections, happenings).stream().map(StatusChange::ofQueued);
    endWaiting(all, mapper);
    // Last, since it may have to wait for the counts.
    counting.store(
        Stream.of(inserted, updated, merged.changed().stream()).flatMap(each -> each).toList(),
        mapper);
    return answers;
  }

  private static boolean isIn(Set<UUID> queued, Changes each) {
    return each.queued().filter(queued::contains).isPresent();
  }

  // What one has routed, another one has not.
  private static boolean isQueued(Changes each, Set<UUID> queued) {
    return each.confirmed().map(queued::contains).orElse(true)
        && each.queued().map(queued::remove).orElse(true);
  }

  private static boolean isFirst(Changes each, Set<AnswerRow> given) {
    return each.answer().map(given::contains).orElse(true);
  }

  private static Set<UUID> lockQueued(List<Changes> all, MessageMapper mapper) {
    List<UUID> ids =
        Stream.concat(queued(all).stream(), all.stream().flatMap(each -> each.confirmed().stream()))
            .toList();
    return ids.isEmpty() ? Set.of() : mapper.lockQueued(Columns.ids(ids));
  }

  private static List<UUID> queued(List<Changes> all) {
    return all.stream().flatMap(each -> each.queued().stream()).toList();
  }

  private static Claims claim(
      Stream<Changes> claiming, MessageMapper mapper, Map<Connection, Known> connections) {
    Claims claims = new Claims(mapper);
    claims.insert(
        claiming.flatMap(each -> each.claim().stream()).map(row -> in(row, connections)).toList());
    return claims;
  }

  private static MessageRow in(MessageRow row, Map<Connection, Known> connections) {
    return row.in(connections.get(row.connection()).id());
  }

  /**
   * Returns those that were stored as QUEUED, and have their new statuses. Messages come before
   * what waits, as with all who lock both.
   */
  private List<CountedRow> write(
      Changes merged,
      MessageMapper mapper,
      Map<Connection, Known> connections,
      List<Happening> happenings) {
    run(
        merged.messages().stream().map(row -> in(row, connections)).toList(),
        mapper::insertMessages);
    run(merged.messages().stream().filter(MessageRow::isExpiring).toList(), mapper::addExpiring);
    run(merged.references(), mapper::addReferences);
    run(merged.callbacks(), mapper::addCallbacks);
    run(merged.errors(), mapper::insertErrors);
    Collection<StatusRow> statuses = firstOfEach(merged.statuses());
    if (events.areTold()) {
      happenings.addAll(happenings(merged, statuses, mapper));
    }
    List<CountedRow> updated =
        statuses.isEmpty() ? List.of() : mapper.updateStatuses(Columns.of(statuses));
    run(statuses.stream().filter(StatusRow::isNamed).toList(), mapper::addGatewayIds);
    run(merged.scheduled(), mapper::addScheduled);
    run(merged.legs(), mapper::addLegs);
    run(merged.waits(), mapper::addWaiting);
    settle(merged, mapper);
    events.store(happenings, mapper);
    if (!merged.told().isEmpty()) {
      mapper.removeEvents(Columns.ids(merged.told()));
    }
    merged.untold().forEach(mapper::postponeEvent);
    return updated;
  }

  // Messages are locked whose status will change: what is dealt with by then has not come to this.
  private List<Happening> happenings(
      Changes merged, Collection<StatusRow> statuses, MessageMapper mapper) {
    List<Happening> happenings = new ArrayList<>();
    merged.messages().forEach(row -> Happening.of(row).ifPresent(happenings::add));
    happenings.addAll(merged.happenings());
    List<Happening> sent = statuses.stream().flatMap(row -> Happening.of(row).stream()).toList();
    if (!sent.isEmpty()) {
      Set<UUID> changed =
          mapper.lockQueued(Columns.ids(sent.stream().map(Happening::message).toList()));
      sent.stream().filter(each -> changed.contains(each.message())).forEach(happenings::add);
    }
    return happenings;
  }

  private static void settle(Changes merged, MessageMapper mapper) {
    if (!merged.settled().isEmpty()) {
      mapper.endWaiting(Columns.ids(merged.settled()), merged.doneAt());
    }
  }

  /** Lets incoming messages wait no more that no node has taken. */
  private static void endWaiting(List<Changes> all, MessageMapper mapper) {
    List<Changes> routed = all.stream().filter(each -> each.queued().isPresent()).toList();
    if (!routed.isEmpty()) {
      mapper.endUntaken(Columns.ids(queued(routed)), routed.get(0).doneAt());
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
