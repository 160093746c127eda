package org.threadless.storage.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.threadless.router.engine.history.ContainedText;
import org.threadless.router.engine.history.Cursor;
import org.threadless.router.engine.history.FoundMessage;
import org.threadless.router.engine.history.MessagePage;
import org.threadless.router.engine.history.MessageQuery;
import org.threadless.router.message.MessageIds;
import org.threadless.router.message.OutgoingStatus;
import org.threadless.storage.session.Transactions;
import org.threadless.storage.write.sql.CountingMapper;
import org.threadless.storage.write.value.Columns;
import org.threadless.storage.write.value.IdOrder;

/**
 * One search. It goes back along an index in steps, each of which looks at so many messages that it
 * takes a moment, and picks those that are wanted; so nothing runs for long, whatever is asked for.
 */
final class Search {

  private static final int FEWEST = 500;
  private static final int MOST = 8000;

  // They are compared here, since databases differ in what they take for one letter.
  private static final int MOST_TEXTS = 2000;

  // Those of more are picked out of all messages.
  private static final int MOST_CONNECTIONS = 50;

  private static final long QUICK = 100_000_000L;

  // Some may be stored between the two statements of a step: nothing that it passes is left out.
  private static final int ROOM = 2;

  private final MessageQuery query;
  private final Wanted wanted;
  private final Transactions reading;
  private final LongSupplier nanoTime;
  private final UUID from;
  private final int most;
  // Down to here those that have failed are listed; where others are wanted, that is of no use.
  private final UUID listedFrom;
  private final List<FoundMessage> found = new ArrayList<>();
  private UUID before;
  private int lookedAt = FEWEST;

  /**
   * @param wanted what of the query the database decides
   */
  Search(MessageQuery query, Wanted wanted, Transactions reading, LongSupplier nanoTime) {
    this.query = query;
    this.wanted = wanted;
    this.reading = reading;
    this.nanoTime = nanoTime;
    this.from = MessageIds.firstOf(query.from().orElse(Instant.MIN));
    this.before =
        Stream.concat(
                Stream.of(MessageIds.firstOf(query.until().orElse(Instant.MAX))),
                query.after().map(Cursor::last).stream())
            .min(IdOrder.LOWEST_FIRST)
            .orElseThrow();
    this.listedFrom =
        isOfFailed()
            ? next(reading.call(CountingMapper.class, CountingMapper::countedAfter))
            : before;
    int atOnce = query.text().isPresent() ? MOST_TEXTS : MOST;
    this.most = Math.max(FEWEST, atOnce / (isAlongConnections() ? wanted.connections().size() : 1));
  }

  MessagePage run() {
    long began = nanoTime.getAsLong();
    boolean hasMore = true;
    boolean isInTime = true;
    while (hasMore && isInTime && found.size() < query.limit()) {
      long stepBegan = nanoTime.getAsLong();
      hasMore = step();
      long now = nanoTime.getAsLong();
      lookedAt = now - stepBegan < QUICK ? Math.min(2 * lookedAt, most) : FEWEST;
      isInTime = now - began < query.within().toNanos();
    }
    Optional<UUID> last = hasMore ? Optional.of(before) : Optional.empty();
    return new MessagePage(
        found,
        last.map(Cursor::new),
        last.filter(id -> found.size() < query.limit()).map(MessageIds::timeOf));
  }

  private boolean isOfFailed() {
    return query.statuses().equals(Set.of(OutgoingStatus.FAILED))
        && !query.isScheduled()
        && !isAlongConnections();
  }

  private static UUID next(UUID id) {
    return new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits() + 1);
  }

  /** Looks at the next messages, and returns whether there are more. */
  private boolean step() {
    UUID end = isListed() && isBefore(from, listedFrom) ? listedFrom : from;
    UUID next = look(mapper -> afterSome(end, mapper));
    UUID to = next == null ? end : next;
    int room = query.limit() - found.size();
    List<UUID> matching =
        look(mapper -> some(to, room + 1, mapper)).stream()
            .filter(seen -> query.text().map(part -> isIn(seen, part)).orElse(true))
            .map(SeenText::id)
            .toList();
    boolean isFull = matching.size() > room;
    add(isFull ? matching.subList(0, room) : matching);
    before = isFull ? matching.get(room - 1) : to;
    return isFull || next != null || isBefore(from, end);
  }

  private static boolean isIn(SeenText seen, ContainedText part) {
    return part.isIn(seen.text());
  }

  /** Returns whether those that are looked at next are listed as failed. */
  private boolean isListed() {
    return isBefore(listedFrom, before);
  }

  private static boolean isBefore(UUID id, UUID other) {
    return IdOrder.isAfter(other, id);
  }

  private UUID afterSome(UUID end, SearchMapper mapper) {
    if (query.isScheduled()) {
      return mapper.afterSomeScheduled(end, before, lookedAt);
    }
    if (isAlongConnections()) {
      return mapper.afterSomeOf(end, before, lookedAt, wanted);
    }
    return isListed()
        ? mapper.afterSomeFailed(end, before, lookedAt)
        : mapper.afterSome(end, before, lookedAt);
  }

  private List<SeenText> some(UUID to, int wantedOnes, SearchMapper mapper) {
    int seen = ROOM * lookedAt;
    int limit = wanted.withText() ? seen : wantedOnes;
    if (query.isScheduled()) {
      return mapper.someScheduled(to, before, seen, limit, wanted);
    }
    if (isAlongConnections()) {
      return mapper.someOf(to, before, seen, limit, wanted);
    }
    return isListed()
        ? mapper.someFailed(to, before, seen, limit, wanted)
        : mapper.some(to, before, seen, limit, wanted);
  }

  private boolean isAlongConnections() {
    return wanted.connections() != null && wanted.connections().size() <= MOST_CONNECTIONS;
  }

  private void add(List<UUID> ids) {
    if (!ids.isEmpty()) {
      reading
          .call(HistoryMapper.class, mapper -> mapper.messages(Columns.ids(ids)))
          .forEach(row -> found.add(row.toFound()));
    }
  }

  private <T> T look(Function<SearchMapper, T> statement) {
    return reading.call(SearchMapper.class, statement);
  }
}
