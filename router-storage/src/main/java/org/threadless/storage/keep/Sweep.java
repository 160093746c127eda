package org.threadless.storage.keep;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.threadless.router.message.MessageIds;
import org.threadless.storage.write.value.Columns;
import org.threadless.storage.write.value.IdOrder;

/**
 * Deletes one kind of what is kept for a time, going from the oldest on: some in each call, which
 * is a transaction. How far it has come is stored in the same one, so that nothing is lost by
 * breaking off. What is not done yet is passed over, listed, and looked at again.
 */
final class Sweep {

  private static final UUID FIRST = new UUID(0, 0);

  private final KeptKind kind;
  private final KeepPeriod period;
  private final ZoneId zone;
  private UUID longerFrom = FIRST;
  private boolean longerDone;

  /**
   * @param zone by whose calendar it goes
   */
  Sweep(KeptKind kind, KeepPeriod period, ZoneId zone) {
    this.kind = kind;
    this.period = period;
    this.zone = zone;
  }

  KeptKind kind() {
    return kind;
  }

  /** Begins anew with what was passed over. */
  void begin() {
    longerFrom = FIRST;
    longerDone = false;
  }

  /** Looks at the next ones, and deletes what is done of them. */
  Swept next(Instant now, int limit, KeepMapper mapper) {
    UUID from = mapper.take(kind);
    if (from == null || !kind.mayGo(now, mapper)) {
      return Swept.NOTHING;
    }
    Instant end = period.before(now, zone);
    UUID before = MessageIds.firstOf(end);
    Swept again = longerDone ? Swept.NOTHING : again(before, from, limit, mapper);
    return again.looked() > 0 ? again : further(from, before, end, limit, mapper);
  }

  private Swept again(UUID before, UUID from, int limit, KeepMapper mapper) {
    List<UUID> ids = mapper.longer(kind, longerFrom, before, limit);
    if (ids.isEmpty()) {
      longerDone = true;
      return Swept.NOTHING;
    }
    Set<UUID> over = new HashSet<>(ids);
    over.removeAll(Set.copyOf(mapper.stored(Columns.ids(ids))));
    List<UUID> deleted = delete(ids, mapper);
    over.addAll(deleted);
    if (!over.isEmpty()) {
      mapper.forgetLonger(kind, Columns.ids(over));
    }
    longerFrom = IdOrder.next(ids.get(ids.size() - 1));
    return new Swept(ids.size(), deleted.size(), MessageIds.timeOf(from));
  }

  private Swept further(UUID from, UUID before, Instant end, int limit, KeepMapper mapper) {
    List<UUID> ids = kind.next(from, before, limit, mapper);
    if (!ids.isEmpty()) {
      List<UUID> deleted = delete(ids, mapper);
      List<UUID> left = new ArrayList<>(ids);
      left.removeAll(Set.copyOf(deleted));
      if (!left.isEmpty()) {
        mapper.keepLonger(kind, Columns.ids(left));
      }
      UUID last = ids.get(ids.size() - 1);
      mapper.setUpTo(kind, IdOrder.next(last));
      return new Swept(ids.size(), deleted.size(), MessageIds.timeOf(last));
    }
    if (IdOrder.isAfter(before, from)) {
      mapper.setUpTo(kind, before);
      kind.end(before, end, mapper);
    }
    return new Swept(0, 0, end);
  }

  private List<UUID> delete(List<UUID> ids, KeepMapper mapper) {
    List<UUID> done = kind.lock(Columns.ids(ids), mapper);
    if (!done.isEmpty()) {
      kind.delete(Columns.ids(done), mapper);
    }
    return done;
  }
}
