package org.threadless.console.message.find;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.threadless.console.call.ConsolePages;
import org.threadless.http.request.RequestException;
import org.threadless.router.engine.backend.Backends;
import org.threadless.router.engine.routing.ConfiguredApp;

/**
 * What is typed to find messages, with what can be chosen.
 *
 * @param text a part of the text
 * @param number from or to whom
 * @param from since when, as a field holds it
 * @param until until when, likewise
 * @param zone the zone of these
 * @param zoneIsSaid whether somebody has named it, and it is not only the router's own
 * @param backends what can be chosen
 * @param apps likewise
 * @param statuses likewise
 * @param broadcast of which alone messages are looked for, by its id; may be empty
 * @param withoutBroadcast where those of others are found as well
 * @param directions likewise
 * @param days likewise
 * @param quick what is often looked for
 */
public record FilterForm(
    String text,
    String number,
    String from,
    String until,
    String zone,
    boolean zoneIsSaid,
    List<Choice> backends,
    List<Choice> apps,
    List<Choice> statuses,
    String broadcast,
    String withoutBroadcast,
    List<Choice> directions,
    List<Choice> days,
    List<Choice> quick) {

  private static final List<Choice> STATUSES =
      List.of(
          Choice.of("failed,errored", "went wrong"),
          Choice.of("queued", "waits"),
          Choice.of("sent", "sent"),
          Choice.of("delivered", "delivered"),
          Choice.of("failed", "failed"),
          Choice.of("cancelled", "cancelled"),
          Choice.of("handled", "handled"),
          Choice.of("filtered", "filtered"),
          Choice.of("errored", "not routed"));
  private static final List<Choice> DIRECTIONS =
      List.of(Choice.of("in", "came in"), Choice.of("out", "went out"));

  /**
   * One of several that can be chosen.
   *
   * @param value what stands in the address
   * @param label what is read
   * @param chosen whether it is this one
   */
  public record Choice(String value, String label, boolean chosen) {

    static Choice of(String value, String label) {
      return new Choice(value, label, false);
    }
  }

  /** Copies the lists. */
  public FilterForm {
    backends = List.copyOf(backends);
    apps = List.copyOf(apps);
    statuses = List.copyOf(statuses);
    directions = List.copyOf(directions);
    days = List.copyOf(days);
    quick = List.copyOf(quick);
  }

  static FilterForm of(MessageFilter filter, Backends all, List<ConfiguredApp> apps) {
    boolean hasDays = !filter.get(MessageFilter.WHEN).isEmpty();
    return new FilterForm(
        filter.get(MessageFilter.TEXT),
        filter.get(MessageFilter.NUMBER),
        hasDays ? "" : field(filter, MessageFilter.FROM),
        hasDays ? "" : field(filter, MessageFilter.UNTIL),
        zone(filter),
        !filter.get(MessageFilter.ZONE).isEmpty(),
        chosen(
            all.all().stream().map(each -> each.name().value()).map(name -> Choice.of(name, name)),
            filter.get(MessageFilter.BACKEND)),
        chosen(
            apps.stream().map(each -> each.name().value()).map(name -> Choice.of(name, name)),
            filter.get(MessageFilter.APP)),
        chosen(STATUSES.stream(), filter.get(MessageFilter.STATUS)),
        filter.get(MessageFilter.BROADCAST),
        ConsolePages.ROOT + filter.fromTheNewest().without(MessageFilter.BROADCAST).at("/messages"),
        chosen(DIRECTIONS.stream(), filter.get(MessageFilter.DIRECTION)),
        chosen(
            Arrays.stream(Days.values()).map(each -> Choice.of(each.written(), each.label())),
            filter.get(MessageFilter.WHEN)),
        quick(filter));
  }

  private static List<Choice> quick(MessageFilter filter) {
    return Stream.of(
            quick("Failed yesterday", "failed,errored", "yesterday"),
            quick("Failed today", "failed,errored", "today"),
            quick("Waiting", "queued", ""),
            quick("Today", "", "today"))
        .map(
            each ->
                new Choice(
                    ConsolePages.ROOT + each.filter().at("/messages"),
                    each.label(),
                    each.filter().equals(filter.fromTheNewest().without(MessageFilter.ZONE))))
        .toList();
  }

  private record Quick(String label, MessageFilter filter) {}

  private static Quick quick(String label, String status, String when) {
    MessageFilter filter = MessageFilter.all();
    if (!status.isEmpty()) {
      filter = filter.with(MessageFilter.STATUS, status);
    }
    return new Quick(label, when.isEmpty() ? filter : filter.with(MessageFilter.WHEN, when));
  }

  // What is there no more, a backend say, may have messages still.
  private static List<Choice> chosen(Stream<Choice> all, String value) {
    List<Choice> choices = new ArrayList<>();
    all.map(each -> new Choice(each.value(), each.label(), each.value().equals(value)))
        .forEach(choices::add);
    if (!value.isEmpty() && choices.stream().noneMatch(Choice::chosen)) {
      choices.add(new Choice(value, value, true));
    }
    return choices;
  }

  private static String zone(MessageFilter filter) {
    String said = filter.get(MessageFilter.ZONE);
    return said.isEmpty() ? ZoneId.systemDefault().getId() : said;
  }

  // What cannot be read stays as it was typed, though the browser may not show it.
  private static String field(MessageFilter filter, String name) {
    String typed = filter.get(name);
    try {
      return typed.isEmpty()
          ? ""
          : TypedMoment.field(TypedMoment.read(typed, filter.zone()), filter.zone());
    } catch (IllegalArgumentException | RequestException e) {
      return typed;
    }
  }
}
