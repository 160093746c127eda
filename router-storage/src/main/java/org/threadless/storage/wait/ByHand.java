package org.threadless.storage.wait;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.threadless.router.engine.backlog.Chosen;
import org.threadless.router.engine.backlog.Errored;
import org.threadless.router.engine.backlog.Resent;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.IncomingStatus;
import org.threadless.router.message.MessageIds;
import org.threadless.router.message.OutgoingStatus;
import org.threadless.storage.session.Transactions;
import org.threadless.storage.wait.sql.BacklogMapper;
import org.threadless.storage.wait.sql.ErroredRow;
import org.threadless.storage.wait.watch.Watch;
import org.threadless.storage.write.Counting;
import org.threadless.storage.write.row.WaitRow;
import org.threadless.storage.write.value.Columns;

/** Lets messages wait again that were dealt with, as somebody wants it. */
final class ByHand {

  // A statement has room for a few ten thousand parameters.
  private static final int AT_A_TIME = 1000;

  // How many messages are looked at with one statement.
  private static final int SEARCHED = 10_000;

  // Whoever waits for what is sent does not wait for so long.
  private static final Duration LONG = Duration.ofMinutes(1);

  private final Transactions transactions;
  private final InstantSource clock;
  private final Watch watch;
  private final Counting counting;

  ByHand(Transactions transactions, InstantSource clock, Watch watch, Counting counting) {
    this.counting = counting;
    this.transactions = transactions;
    this.clock = clock;
    this.watch = watch;
  }

  List<UUID> errored(Chosen which) {
    return which.backends().isEmpty()
        ? List.of()
        : call(
            mapper ->
                mapper.errored(
                    which.id().orElse(null), which.backends(), which.since().orElse(null)));
  }

  List<Errored> errors(List<UUID> incoming) {
    return someAtATime(
        incoming,
        (some, mapper) -> mapper.errors(some).stream().map(ErroredRow::toErrored).toList());
  }

  List<UUID> retry(List<UUID> incoming) {
    return someAtATime(incoming, this::retry);
  }

  private List<UUID> retry(List<UUID> some, BacklogMapper mapper) {
    List<UUID> locked = mapper.lockRouted(some);
    if (locked.isEmpty()) {
      return List.of();
    }
    // Read after they are locked: perhaps another has retried them, and they are routed since.
    List<UUID> open = mapper.errors(locked).stream().map(ErroredRow::id).distinct().toList();
    if (!open.isEmpty()) {
      mapper.markRetried(open, clock.instant());
      letWait(open, mapper);
    }
    return open;
  }

  boolean isAnyUnderWay(List<UUID> incoming) {
    return someAtATime(incoming, (some, mapper) -> mapper.underWay(some)).size() > 0;
  }

  List<IncomingStatus> statuses(List<UUID> incoming) {
    return someAtATime(incoming, (some, mapper) -> mapper.statuses(some));
  }

  List<UUID> failed(Chosen which) {
    if (which.backends().isEmpty()) {
      return List.of();
    }
    if (which.id().isPresent()) {
      return failed(which, BacklogMapper.NONE, null);
    }
    List<UUID> found = new ArrayList<>();
    UUID after = which.since().map(ByHand::before).orElse(BacklogMapper.NONE);
    // There is no index of them: so many rows at a time, which takes any database a moment only.
    while (after != null) {
      UUID from = after;
      UUID upTo = call(mapper -> mapper.messageAfter(from, SEARCHED));
      found.addAll(failed(which, from, upTo));
      after = upTo;
    }
    return found;
  }

  private List<UUID> failed(Chosen which, UUID after, UUID upTo) {
    return call(
        mapper ->
            mapper.failed(
                after,
                upTo,
                which.id().orElse(null),
                which.backends(),
                which.since().orElse(null)));
  }

  // An id may be made a little before the message says that it was made.
  private static UUID before(Instant since) {
    return MessageIds.firstOf(since.minusSeconds(60));
  }

  List<UUID> resend(List<UUID> outgoing, String madeBy) {
    return someAtATime(
        outgoing,
        (some, mapper) -> {
          long unused = mapper.removals();
          List<UUID> locked = mapper.lockFailed(some);
          if (!locked.isEmpty()) {
            mapper.keepFailures(Columns.ids(locked), clock.instant(), madeBy);
            letWait(locked, mapper);
          }
          return locked;
        });
  }

  List<Resent> resent(List<UUID> outgoing) {
    Instant now = clock.instant();
    return someAtATime(
        outgoing,
        (some, mapper) ->
            mapper.resent(some, now).stream()
                .map(row -> row.toResent(goOut(row.backendName(), now)))
                .toList());
  }

  private boolean goOut(BackendName backend, Instant now) {
    return watch.isOpen(backend) && !watch.isFullUntil(backend, now.plus(LONG));
  }

  /** Lets messages that are locked wait as if they were new. */
  private void letWait(List<UUID> messages, BacklogMapper mapper) {
    Instant now = clock.instant();
    counting.change(messages, OutgoingStatus.QUEUED, mapper);
    mapper.requeueAll(messages, now);
    // A row that was left behind, perhaps.
    mapper.endWaiting(Columns.ids(messages), now);
    mapper.addWaiting(Columns.of(messages.stream().map(each -> WaitRow.again(each, now)).toList()));
  }

  /** Does something with messages in several transactions. */
  private <T> List<T> someAtATime(
      List<UUID> messages, BiFunction<List<UUID>, BacklogMapper, List<T>> work) {
    List<T> results = new ArrayList<>();
    for (int from = 0; from < messages.size(); from += AT_A_TIME) {
      List<UUID> some = messages.subList(from, Math.min(from + AT_A_TIME, messages.size()));
      results.addAll(call(mapper -> work.apply(some, mapper)));
    }
    return results;
  }

  private <T> T call(Function<BacklogMapper, T> work) {
    return transactions.repeat(BacklogMapper.class, work);
  }
}
