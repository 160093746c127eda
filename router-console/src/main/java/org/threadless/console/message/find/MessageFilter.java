package org.threadless.console.message.find;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.threadless.console.call.Links;
import org.threadless.console.call.TypedNumber;
import org.threadless.console.call.Visit;
import org.threadless.http.request.FormReader;
import org.threadless.router.app.AppName;
import org.threadless.router.conversation.Direction;
import org.threadless.router.engine.backend.Backends;
import org.threadless.router.engine.backend.ConfiguredBackend;
import org.threadless.router.engine.history.Cursor;
import org.threadless.router.engine.history.MessageQuery;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Numbers;
import org.threadless.router.text.WrittenUuid;

/**
 * Which messages somebody looks for, as it was typed and stands in the address of the page.
 *
 * @param fields those that say something, by their names
 */
record MessageFilter(Map<String, String> fields) {

  static final String TEXT = "text";
  static final String NUMBER = "number";
  static final String BACKEND = "backend";
  static final String APP = "app";
  static final String STATUS = "status";
  static final String BROADCAST = "broadcast";
  static final String DIRECTION = "direction";
  static final String WHEN = "when";
  static final String FROM = "from";
  static final String UNTIL = "until";
  static final String ZONE = "zone";

  private static final String CURSOR = "cursor";
  private static final List<String> NAMES =
      List.of(
          TEXT, NUMBER, BACKEND, APP, BROADCAST, STATUS, DIRECTION, WHEN, FROM, UNTIL, ZONE,
          CURSOR);

  /** Keeps the order. */
  MessageFilter {
    fields = Map.copyOf(fields);
  }

  /** Returns what the query of a visit says. */
  static MessageFilter of(Visit visit) {
    Map<String, String> said = new LinkedHashMap<>();
    NAMES.forEach(name -> visit.query(name).ifPresent(value -> said.put(name, value)));
    // In whichever case it is written: the choices of the form are in small letters.
    said.computeIfPresent(STATUS, (name, value) -> value.toLowerCase(Locale.ROOT));
    return new MessageFilter(said);
  }

  /** Returns one that says nothing. */
  static MessageFilter all() {
    return new MessageFilter(Map.of());
  }

  /** Returns a field as it was typed; empty where it says nothing. */
  String get(String name) {
    return fields.getOrDefault(name, "");
  }

  /** Returns the same with this in a field. */
  MessageFilter with(String name, String value) {
    Map<String, String> said = new LinkedHashMap<>(fields);
    said.put(name, value);
    return new MessageFilter(said);
  }

  /** Returns the same without these fields. */
  MessageFilter without(String... names) {
    Map<String, String> said = new LinkedHashMap<>(fields);
    said.keySet().removeAll(Set.of(names));
    return new MessageFilter(said);
  }

  /** Returns the same from the newest on. */
  MessageFilter fromTheNewest() {
    return without(CURSOR);
  }

  /** Returns the same behind a message. */
  MessageFilter after(Cursor cursor) {
    return with(CURSOR, cursor.text());
  }

  /** Returns whether it begins with the newest. */
  boolean isFromTheNewest() {
    return !fields.containsKey(CURSOR);
  }

  /** Returns the address of a page that has it in its query. */
  String at(String path) {
    Map<String, String> ordered = new LinkedHashMap<>();
    NAMES.stream().filter(fields::containsKey).forEach(name -> ordered.put(name, fields.get(name)));
    return ordered.isEmpty() ? path : path + "?" + Links.query(ordered);
  }

  /** Returns whether messages of a status may be found. */
  boolean mayFind(String status) {
    return get(STATUS).isEmpty() || List.of(get(STATUS).split(",", -1)).contains(status);
  }

  /** Returns the zone that its times are meant in: the router's own where none is named. */
  ZoneId zone() {
    return read(ZONE, TypedMoment::zone).orElseGet(ZoneId::systemDefault);
  }

  /**
   * Returns what is looked for.
   *
   * @throws org.threadless.http.request.RequestException where a field means nothing
   */
  MessageQuery.Builder query(Backends backends, Numbers numbers, Instant now) {
    MessageQuery.Builder query = MessageQuery.builder();
    read(TEXT, query::text);
    Optional<BackendName> backend = read(BACKEND, BackendName::new);
    backend.ifPresent(query::backend);
    Set<BackendName> among =
        backend
            .map(Set::of)
            .orElseGet(
                () ->
                    backends.all().stream()
                        .map(ConfiguredBackend::name)
                        .collect(Collectors.toSet()));
    read(NUMBER, typed -> query.connections(new TypedNumber(typed).on(among, numbers)));
    read(
        STATUS,
        names -> {
          List.of(names.split(",", -1)).forEach(query::status);
          return query;
        });
    read(APP, AppName::parse).ifPresent(query::app);
    read(BROADCAST, MessageFilter::id).ifPresent(query::broadcast);
    read(DIRECTION, MessageFilter::direction).ifPresent(query::direction);
    addTime(query, now);
    read(CURSOR, Cursor::parse).ifPresent(query::after);
    return FormReader.checked(
        UNTIL,
        () -> {
          MessageQuery unused = query.build();
          return query;
        });
  }

  private void addTime(MessageQuery.Builder query, Instant now) {
    ZoneId zone = zone();
    LocalDate today = now.atZone(zone).toLocalDate();
    Optional<Days> days = read(WHEN, Days::of);
    days.map(each -> each.begin(today, zone))
        .or(() -> read(FROM, typed -> TypedMoment.read(typed, zone)))
        .ifPresent(query::from);
    days.map(each -> each.end(today, zone))
        .orElseGet(() -> read(UNTIL, typed -> TypedMoment.read(typed, zone)))
        .ifPresent(query::until);
  }

  private static UUID id(String written) {
    return WrittenUuid.parse(written)
        .orElseThrow(() -> new IllegalArgumentException("must be the id of a broadcast"));
  }

  private static Direction direction(String name) {
    return switch (name) {
      case "in" -> Direction.IN;
      case "out" -> Direction.OUT;
      default -> throw new IllegalArgumentException("must be in or out");
    };
  }

  private <T> Optional<T> read(String name, Function<String, T> reader) {
    return Optional.ofNullable(fields.get(name))
        .map(value -> FormReader.checked(name, () -> reader.apply(value)));
  }
}
