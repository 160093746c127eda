package org.threadless.storage.wait.take;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.threadless.router.engine.rate.Bucket;
import org.threadless.router.engine.rate.Rates;
import org.threadless.storage.wait.sql.Usage;

/**
 * How many messages may be taken at a place now, by what was taken there on all nodes.
 *
 * @param usage what is remembered of those
 */
record PlaceQuota(Rates rates, Usage usage, ZoneId zone, Instant now) {

  int free() {
    int byRate = bucket().map(each -> each.free(usage.freeAt(), now)).orElse(Integer.MAX_VALUE);
    return Math.min(byRate, freeToday());
  }

  private int freeToday() {
    OptionalInt perDay = rates.perDay();
    return perDay.isEmpty() ? Integer.MAX_VALUE : Math.max(0, perDay.getAsInt() - sentToday());
  }

  private int sentToday() {
    return usage.sentOn() == today().toEpochDay() ? usage.sentCount() : 0;
  }

  /** Returns what is left when so many are taken. */
  PlaceQuota after(int taken) {
    Instant freeAt = bucket().map(each -> each.take(usage.freeAt(), now, taken)).orElse(null);
    Usage then = new Usage(freeAt, today().toEpochDay(), sentToday() + taken);
    return new PlaceQuota(rates, then, zone, now);
  }

  /** Returns when the next one is free where none is. */
  Optional<Instant> next() {
    Optional<Instant> byRate =
        bucket().filter(each -> each.free(usage.freeAt(), now) == 0).map(each -> usage.freeAt());
    Optional<Instant> byDay =
        freeToday() > 0
            ? Optional.empty()
            : Optional.of(today().plusDays(1).atStartOfDay(zone).toInstant());
    return Stream.of(byRate, byDay).flatMap(Optional::stream).max(Instant::compareTo);
  }

  private Optional<Bucket> bucket() {
    return rates.ofAll().map(Bucket::even);
  }

  private LocalDate today() {
    return LocalDate.ofInstant(now, zone);
  }
}
