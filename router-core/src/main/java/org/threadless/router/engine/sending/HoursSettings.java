package org.threadless.router.engine.sending;

import static org.threadless.router.config.Settings.check;
import static org.threadless.router.config.Settings.orElse;
import static org.threadless.router.config.Settings.required;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * When what apps send of themselves may go out through a backend: {@code hours} of it. Replies are
 * not held.
 *
 * @param from when it begins, by the clocks of the zone
 * @param to when it is over; on the next day where it is not later than {@code from}
 * @param zone whose clocks count, also when they are put forward and back
 * @param days on which it begins; default all
 */
public record HoursSettings(LocalTime from, LocalTime to, ZoneId zone, List<Day> days) {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
  private static final DateTimeFormatter DAY_AND_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

  /** A day of the week, in their order. */
  public enum Day {
    /** Monday. */
    MON,
    /** Tuesday. */
    TUE,
    /** Wednesday. */
    WED,
    /** Thursday. */
    THU,
    /** Friday. */
    FRI,
    /** Saturday. */
    SAT,
    /** Sunday. */
    SUN
  }

  /** From the one to the other, without that. */
  private record Span(Instant from, Instant to) {

    boolean isAfter(Instant now) {
      return to.isAfter(now) && to.isAfter(from);
    }
  }

  /** Fills in the default and checks the values. */
  public HoursSettings {
    required("from", from);
    required("to", to);
    required("zone", zone);
    check(
        !from.equals(to), "to", "must be another time than from; to send at any, leave out hours");
    days = List.copyOf(orElse(days, List.of(Day.values())));
    check(!days.isEmpty(), "days", "must have one day at least, such as [mon, tue]");
  }

  /** Returns when it begins next; empty where it is within them now. */
  public Optional<Instant> opening(Instant now) {
    // One that has begun yesterday may go on.
    LocalDate yesterday = now.atZone(zone).toLocalDate().minusDays(1);
    Span next =
        Stream.iterate(yesterday, day -> day.plusDays(1))
            .filter(day -> days.contains(Day.values()[day.getDayOfWeek().getValue() - 1]))
            .map(this::span)
            .filter(span -> span.isAfter(now))
            .findFirst()
            .orElseThrow();
    return Optional.of(next.from()).filter(begins -> begins.isAfter(now));
  }

  private Span span(LocalDate day) {
    LocalDate last = to.isAfter(from) ? day : day.plusDays(1);
    return new Span(instant(day.atTime(from)), instant(last.atTime(to)));
  }

  // A time that clocks skip is over when they do; of one that they show twice, the first counts.
  private Instant instant(LocalDateTime time) {
    ZoneRules rules = zone.getRules();
    ZoneOffsetTransition change = rules.getTransition(time);
    return change != null && change.isGap()
        ? change.getInstant()
        : time.toInstant(rules.getValidOffsets(time).get(0));
  }

  /** Returns a time as it is there, without the date where that is the next one to come. */
  public String text(Instant time, Instant now) {
    boolean isNext = time.isBefore(now.plusSeconds(86_400));
    return (isNext ? TIME : DAY_AND_TIME).format(time.atZone(zone)) + " " + zone;
  }

  /** Returns it in one line for people. */
  public String text() {
    String all = TIME.format(from) + " to " + TIME.format(to) + " " + zone;
    return days.containsAll(Arrays.asList(Day.values()))
        ? all
        : days.stream()
            .sorted()
            .distinct()
            .map(day -> day.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", ", all + ", beginning on ", ""));
  }
}
