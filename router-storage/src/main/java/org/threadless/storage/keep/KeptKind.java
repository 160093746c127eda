package org.threadless.storage.keep;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.threadless.router.message.MessageIds;
import org.threadless.storage.statistics.Counts;
import org.threadless.storage.write.value.IdOrder;

/** A kind of what is kept for a time. What each is found by is a UUIDv7, and so tells its age. */
public enum KeptKind {

  /** Messages with all that is kept of them; how many there were is counted elsewhere. */
  MESSAGES("messages, with all that is kept of them") {
    @Override
    void delete(String[] messages, KeepMapper mapper) {
      // Not left to the foreign keys, which look for one row at a time.
      mapper.removeReports(messages);
      mapper.removeLegs(messages);
      mapper.removeErrors(messages);
      mapper.removeResendings(messages);
      mapper.removeGatewayIds(messages);
      mapper.removeReferences(messages);
      mapper.removeCallbacks(messages);
      mapper.removeMessages(messages);
    }

    // What a version before has stored is counted first.
    @Override
    boolean mayGo(Instant now, KeepMapper mapper) {
      return !IdOrder.isAfter(mapper.countedAfter(), MessageIds.firstOf(now.minus(Counts.COUNTED)));
    }

    @Override
    void end(UUID before, Instant end, KeepMapper mapper) {
      mapper.removeBroadcasts(before, end);
    }
  },

  /** What messages say: their texts, what else came with them, and what quotes them. */
  TEXTS("the texts of messages") {
    @Override
    void delete(String[] messages, KeepMapper mapper) {
      mapper.blankTexts(messages);
      mapper.blankReports(messages);
      mapper.removeErrors(messages);
      mapper.removeCallbacks(messages);
    }
  },

  /** What tells a copy from a message, and of which message a gateway speaks. */
  IDS("the ids by which copies and reports are known") {
    @Override
    void delete(String[] messages, KeepMapper mapper) {
      mapper.blankExternalIds(messages);
      mapper.removeGatewayIds(messages);
    }
  },

  /** What apps threw. */
  ERRORED("what apps threw, and with it that a message can be routed again") {
    @Override
    List<UUID> next(UUID from, UUID before, int limit, KeepMapper mapper) {
      return mapper.withErrors(from, before, limit).stream().distinct().toList();
    }

    @Override
    void delete(String[] messages, KeepMapper mapper) {
      mapper.removeErrors(messages);
    }
  },

  /** What gateways told of messages later, and the ways that they went. */
  REPORTS("delivery reports, and by which backends messages went") {
    @Override
    List<UUID> next(UUID from, UUID before, int limit, KeepMapper mapper) {
      List<UUID> reported = mapper.withReports(from, before, limit);
      List<UUID> gone = mapper.withWay(from, before, limit);
      // No further than both have been looked for.
      Optional<UUID> end =
          Stream.of(reported, gone)
              .filter(some -> some.size() == limit)
              .map(some -> some.get(limit - 1))
              .min(IdOrder.LOWEST_FIRST);
      return Stream.concat(reported.stream(), gone.stream())
          .distinct()
          .filter(id -> end.filter(last -> IdOrder.isAfter(id, last)).isEmpty())
          .sorted(IdOrder.LOWEST_FIRST)
          .toList();
    }

    @Override
    void delete(String[] messages, KeepMapper mapper) {
      mapper.removeReports(messages);
      mapper.removeLegs(messages);
    }
  },

  /** Who did what. */
  AUDIT("who did what") {
    @Override
    List<UUID> next(UUID from, UUID before, int limit, KeepMapper mapper) {
      return mapper.auditEntries(from, before, limit);
    }

    @Override
    List<UUID> lock(String[] entries, KeepMapper mapper) {
      return mapper.lockAuditEntries(entries);
    }

    @Override
    void delete(String[] entries, KeepMapper mapper) {
      mapper.removeAuditEntries(entries);
    }
  };

  private final String words;

  KeptKind(String words) {
    this.words = words;
  }

  /** Returns its key in the configuration. */
  String configured() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns what it is, for people. */
  public String inWords() {
    return words;
  }

  /**
   * Returns the ids of the next ones from an id on and before another, in their order; none where
   * there are none.
   */
  List<UUID> next(UUID from, UUID before, int limit, KeepMapper mapper) {
    return mapper.messages(from, before, limit);
  }

  /** Returns those of these that are done, and locks them. */
  List<UUID> lock(String[] ids, KeepMapper mapper) {
    return mapper.lockDone(ids);
  }

  /** Deletes it of these, which are locked. */
  abstract void delete(String[] ids, KeepMapper mapper);

  /** Returns whether it may be deleted yet. */
  boolean mayGo(Instant now, KeepMapper mapper) {
    return true;
  }

  /** Deletes what is left of it when all that is before an id, and older, was looked at. */
  void end(UUID before, Instant end, KeepMapper mapper) {
    // Nothing is, of most.
  }
}
