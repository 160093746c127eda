package org.threadless.console.today;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.threadless.console.call.ConsolePages;
import org.threadless.console.call.Links;
import org.threadless.console.call.Moment;
import org.threadless.console.call.Thousands;
import org.threadless.router.conversation.Direction;
import org.threadless.router.engine.statistics.FailureCause;
import org.threadless.router.engine.statistics.Failures;
import org.threadless.router.engine.statistics.HourCount;
import org.threadless.router.engine.statistics.HourlyCounts;
import org.threadless.router.engine.statistics.Statistics;

/** Reads how many messages there were, and what has failed. */
final class CountsReader {

  private static final int HOURS = 24;
  private static final int DAYS = 30;
  private static final int MOST_FAILURES = 8;

  private final Statistics statistics;
  private final InstantSource clock;

  CountsReader(Statistics statistics, InstantSource clock) {
    this.statistics = statistics;
    this.clock = clock;
  }

  /**
   * Reads them.
   *
   * @param chosen a backend whose messages alone are counted; all, where empty
   */
  TodayCounts read(Optional<String> chosen) {
    Instant now = clock.instant();
    ZoneId zone = ZoneId.systemDefault();
    Instant firstDay =
        now.atZone(zone).toLocalDate().minusDays(DAYS - 1L).atStartOfDay(zone).toInstant();
    HourlyCounts counted = statistics.hours(firstDay, now.plusSeconds(1));
    List<HourCount> wanted =
        counted.counts().stream()
            .filter(each -> chosen.isEmpty() || each.backend().value().equals(chosen.get()))
            .toList();
    Failures failures = statistics.failures(now.minus(Duration.ofHours(HOURS)));
    return new TodayCounts(
        ConsolePages.ROOT + "/today/counts" + query(chosen),
        chosen.orElse(""),
        Arrays.stream(Kind.values()).map(Kind::label).toList(),
        Arrays.stream(Kind.values()).map(Kind::style).toList(),
        hours(wanted, now),
        days(wanted, now, zone),
        backends(counted.counts(), firstHour(now)),
        failures.causes().stream()
            .filter(each -> chosen.isEmpty() || each.backend().value().equals(chosen.get()))
            .limit(MOST_FAILURES)
            .map(each -> failing(each, now))
            .toList(),
        failures.lookedBackTo().map(Moment::of),
        counted.countedFrom().filter(from -> from.isAfter(firstDay)).map(Moment::of));
  }

  private static String query(Optional<String> backend) {
    return backend.map(name -> "?" + Links.query(Map.of("backend", name))).orElse("");
  }

  private static Instant firstHour(Instant now) {
    return now.truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(HOURS - 1L));
  }

  private static BarChart hours(List<HourCount> counts, Instant now) {
    Map<Instant, KindCounts> parts = new TreeMap<>();
    for (int i = 0; i < HOURS; i++) {
      parts.put(firstHour(now).plus(Duration.ofHours(i)), new KindCounts());
    }
    counts.forEach(
        each -> Optional.ofNullable(parts.get(each.hour())).ifPresent(part -> part.add(each)));
    return BarChart.of("hours", "Messages each hour of the last 24", "24 hours ago", "now", parts);
  }

  private static BarChart days(List<HourCount> counts, Instant now, ZoneId zone) {
    Map<Instant, KindCounts> parts = new TreeMap<>();
    LocalDate today = now.atZone(zone).toLocalDate();
    for (int i = 0; i < DAYS; i++) {
      parts.put(begin(today.minusDays(i), zone), new KindCounts());
    }
    counts.forEach(
        each ->
            Optional.ofNullable(parts.get(begin(each.hour().atZone(zone).toLocalDate(), zone)))
                .ifPresent(part -> part.add(each)));
    return BarChart.of("days", "Messages each day of the last 30", "30 days ago", "today", parts);
  }

  private static Instant begin(LocalDate day, ZoneId zone) {
    return day.atStartOfDay(zone).toInstant();
  }

  private static List<TodayCounts.OfBackend> backends(List<HourCount> counts, Instant from) {
    Map<String, KindCounts> all = new TreeMap<>();
    counts.stream()
        .filter(each -> !each.hour().isBefore(from))
        .forEach(
            each ->
                all.computeIfAbsent(each.backend().value(), name -> new KindCounts()).add(each));
    List<TodayCounts.OfBackend> backends = new ArrayList<>();
    all.forEach(
        (name, each) ->
            backends.add(
                new TodayCounts.OfBackend(
                    name, ConsolePages.ROOT + "/" + query(Optional.of(name)), each.shown())));
    return backends;
  }

  private static TodayCounts.Failing failing(FailureCause cause, Instant now) {
    boolean in = cause.direction() == Direction.IN;
    String what =
        cause.app().map(app -> "app " + app + ", ").orElse("")
            + (in ? "from " : "to ")
            + cause.backend();
    Map<String, String> query = new LinkedHashMap<>();
    query.put("backend", cause.backend().value());
    query.put("direction", in ? "in" : "out");
    if (!in) {
      query.put("status", "failed");
    } else if (cause.app().isEmpty()) {
      query.put("status", "errored");
    }
    query.put(
        "from", now.minus(Duration.ofHours(HOURS)).truncatedTo(ChronoUnit.MINUTES).toString());
    return new TodayCounts.Failing(
        Thousands.of(cause.messages()),
        what,
        cause.reason().isEmpty() ? "no reason is kept" : cause.reason(),
        ConsolePages.ROOT + "/messages?" + Links.query(query),
        ConsolePages.ROOT + Links.message(cause.example()));
  }
}
