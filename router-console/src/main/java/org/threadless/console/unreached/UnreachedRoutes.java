package org.threadless.console.unreached;

import jakarta.inject.Inject;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.threadless.console.call.ConsolePages;
import org.threadless.console.call.CsvRows;
import org.threadless.console.call.Links;
import org.threadless.console.call.PageRoute;
import org.threadless.console.call.PageRoutes;
import org.threadless.console.call.Reply;
import org.threadless.console.call.Section;
import org.threadless.console.call.Thousands;
import org.threadless.console.call.Visit;
import org.threadless.router.app.StoppedNumber;
import org.threadless.router.engine.access.user.Role;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;

/** The page of whom nothing goes to, and the same as a table. */
public final class UnreachedRoutes implements PageRoutes {

  private static final String STOPPED = "/people/unreached/stopped";
  private static final String NUMBERLESS = "/people/unreached/numberless";
  private static final String TABLE = ".csv";

  private static final int SHOWN = 50;
  private static final int AT_A_TIME = 200;
  private static final String[] COLUMNS = {"name", "number", "backend", "why", "since", "id"};

  private final StoppedPeople stopped;
  private final NumberlessPeople numberless;

  @Inject
  UnreachedRoutes(StoppedPeople stopped, NumberlessPeople numberless) {
    this.stopped = stopped;
    this.numberless = numberless;
  }

  @Override
  public List<PageRoute> all() {
    return List.of(
        PageRoute.get(STOPPED, Role.READER, this::stopped),
        PageRoute.get(NUMBERLESS, Role.READER, this::numberless),
        PageRoute.get(
            STOPPED + TABLE, Role.OPERATOR, visit -> Reply.csv("stopped.csv", this::writeStopped)),
        PageRoute.get(
            NUMBERLESS + TABLE,
            Role.OPERATOR,
            visit -> Reply.csv("numberless.csv", this::writeNumberless)));
  }

  private Reply stopped(Visit visit) {
    List<StoppedNumber> found = stopped.after(after(visit), SHOWN + 1);
    List<StoppedNumber> shown = found.subList(0, Math.min(SHOWN, found.size()));
    return page(
        visit,
        STOPPED,
        shown.stream().map(stopped::who).toList(),
        stopped.areKept()
            ? "Nobody has said STOP."
            : "No app keeps who says STOP: add guard as the first of the apps in conf/router.yml.",
        "",
        found.size() > SHOWN ? Optional.of(query(shown.get(SHOWN - 1))) : Optional.empty());
  }

  // The order is that of the app, so that where one is in it takes the whole of it.
  private static Optional<StoppedNumber> after(Visit visit) {
    Optional<BackendName> backend = visit.query("by", BackendName::new);
    return visit
        .query("after", Links::identity)
        .map(identity -> new StoppedNumber(backend, identity, Instant.EPOCH));
  }

  private static String query(StoppedNumber last) {
    Map<String, String> fields = new LinkedHashMap<>();
    last.backend().ifPresent(name -> fields.put("by", name.value()));
    fields.put("after", last.identity().value());
    return Links.query(fields);
  }

  private Reply numberless(Visit visit) {
    NumberlessPeople.Found found = numberless.after(visit.listKey("after"), SHOWN);
    boolean breaksOff = found.last().isPresent() && found.people().size() < SHOWN;
    return page(
        visit,
        NUMBERLESS,
        found.people(),
        "Everybody has a number by which they are reached.",
        breaksOff ? Thousands.of(found.looked(), "person", "people") : "",
        found.last().map(id -> Links.query(Map.of("after", id.toString()))));
  }

  private static Reply page(
      Visit visit,
      String path,
      List<NotReached> people,
      String none,
      String looked,
      Optional<String> next) {
    return Reply.page(
        "Not reached",
        Section.PEOPLE,
        "unreached",
        new UnreachedPage(
            List.of(
                choice("Told to stop", STOPPED, path),
                choice("Without a number", NUMBERLESS, path)),
            people.stream().map(UnreachedPage.Row::of).toList(),
            visit.query("after").isPresent() ? "There are no more." : none,
            looked,
            next.map(query -> ConsolePages.ROOT + path + "?" + query),
            visit.may(Role.OPERATOR)
                ? Optional.of(ConsolePages.ROOT + path + TABLE)
                : Optional.empty()));
  }

  private static UnreachedPage.Choice choice(String label, String path, String chosen) {
    return new UnreachedPage.Choice(label, ConsolePages.ROOT + path, path.equals(chosen));
  }

  private void writeStopped(Writer out) throws IOException {
    try (CsvRows rows = new CsvRows(out, COLUMNS)) {
      List<StoppedNumber> some = stopped.after(Optional.empty(), AT_A_TIME);
      while (!some.isEmpty()) {
        for (StoppedNumber each : some) {
          add(stopped.who(each), each.backend(), rows);
        }
        some = stopped.after(Optional.of(some.get(some.size() - 1)), AT_A_TIME);
      }
    }
  }

  private void writeNumberless(Writer out) throws IOException {
    try (CsvRows rows = new CsvRows(out, COLUMNS)) {
      Optional<UUID> last = Optional.empty();
      do {
        NumberlessPeople.Found found = numberless.after(last, AT_A_TIME);
        for (NotReached each : found.people()) {
          add(each, each.connection().map(Connection::backend), rows);
        }
        last = found.last();
      } while (last.isPresent());
    }
  }

  private static void add(NotReached somebody, Optional<BackendName> backend, CsvRows rows)
      throws IOException {
    rows.add(
        UnreachedPage.Row.name(somebody),
        somebody.number(),
        backend.map(BackendName::value).orElse(""),
        somebody.why(),
        somebody.since().map(Instant::toString).orElse(""),
        somebody.contact().map(each -> each.id().toString()).orElse(""));
  }
}
