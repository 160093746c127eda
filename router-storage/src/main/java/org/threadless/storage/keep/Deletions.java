package org.threadless.storage.keep;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.engine.store.Deleted;
import org.threadless.router.loop.Tellable;
import org.threadless.storage.dialect.SqlFailures;

/**
 * What this node has deleted, for the log and for those who measure. Some becomes too old each
 * minute: the log has a line when all that there was at the start is deleted, and then one a day
 * that adds up what went since the last. Why nothing can be deleted it has once an hour. Safe for
 * any thread.
 */
public final class Deletions implements Deleted.Source {

  private static final Logger log = LoggerFactory.getLogger(Deletions.class);

  private static final long DAY = TimeUnit.DAYS.toNanos(1);
  private static final long HOUR = TimeUnit.HOURS.toNanos(1);

  private final LongSupplier nanoTime;
  private final Map<KeptKind, Long> counts = new EnumMap<>(KeptKind.class);
  private final Map<KeptKind, Sum> untold = new EnumMap<>(KeptKind.class);
  private long failures;
  private boolean told;
  private long lastLine;
  private boolean warned;
  private long lastWarning;

  /** What the log does not have yet. */
  private record Sum(long deleted, Instant upTo) {

    Sum plus(Sum other) {
      return new Sum(deleted + other.deleted, other.upTo);
    }

    String of(KeptKind kind) {
      return deleted + " " + kind.configured() + " up to " + upTo.truncatedTo(ChronoUnit.SECONDS);
    }
  }

  public Deletions() {
    this(System::nanoTime);
  }

  /**
   * @param nanoTime a clock that only goes forward
   */
  Deletions(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.lastLine = nanoTime.getAsLong();
  }

  /** Some was deleted, and committed. */
  synchronized void add(KeptKind kind, Swept swept) {
    if (swept.deleted() > 0) {
      counts.merge(kind, (long) swept.deleted(), Long::sum);
      untold.merge(kind, new Sum(swept.deleted(), swept.upTo()), Sum::plus);
    } else if (!swept.equals(Swept.NOTHING)) {
      untold.computeIfPresent(kind, (same, sum) -> sum.plus(new Sum(0, swept.upTo())));
    }
    if (isDayOver()) {
      tell();
    }
  }

  /** All is deleted that is too old by now. */
  synchronized void upToDate() {
    if (!told || isDayOver()) {
      tell();
    }
  }

  /** Nothing more is deleted: says what has not been said yet. */
  synchronized void end() {
    tell();
  }

  private boolean isDayOver() {
    return nanoTime.getAsLong() - lastLine >= DAY;
  }

  private void tell() {
    if (!untold.isEmpty()) {
      log.info(
          "deleted what is older than it is to be kept: {}",
          untold.entrySet().stream()
              .map(each -> each.getValue().of(each.getKey()))
              .collect(Collectors.joining(", ")));
      untold.clear();
      told = true;
      lastLine = nanoTime.getAsLong();
    }
  }

  /** Some was to be deleted and could not be. */
  synchronized void failed(RuntimeException why) {
    failures++;
    long now = nanoTime.getAsLong();
    if (!warned || now - lastWarning >= HOUR) {
      warned = true;
      lastWarning = now;
      warn(why);
    }
  }

  private static void warn(RuntimeException why) {
    String line = "what is older than it is to be kept cannot be deleted now, and is later: {}";
    if (why instanceof StoreUnavailableException) {
      log.warn(line, why.getMessage());
    } else {
      // Not a matter of the moment, perhaps: whoever is to mend it needs more than the reason.
      log.warn(line, SqlFailures.line(why), Tellable.of(why));
    }
  }

  @Override
  public synchronized List<Deleted> now() {
    return Arrays.stream(KeptKind.values())
        .map(kind -> new Deleted(kind.configured(), counts.getOrDefault(kind, 0L)))
        .toList();
  }

  @Override
  public synchronized long failures() {
    return failures;
  }
}
