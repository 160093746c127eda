package org.threadless.console.people;

import jakarta.inject.Inject;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.threadless.console.call.CsvRows;
import org.threadless.console.call.PageRoute;
import org.threadless.console.call.PageRoutes;
import org.threadless.console.call.Reply;
import org.threadless.console.call.Section;
import org.threadless.console.call.Visit;
import org.threadless.router.engine.access.Role;
import org.threadless.router.engine.backend.Backends;
import org.threadless.router.engine.backend.ConfiguredBackend;
import org.threadless.router.engine.people.ContactExport;
import org.threadless.router.engine.people.ContactImport;
import org.threadless.router.engine.people.Imported;
import org.threadless.router.engine.store.MessageStore;
import org.threadless.router.people.Contacts;
import org.threadless.router.people.Groups;
import org.threadless.router.people.PeopleException;

/** People as a table: taken in, with a look at what would become of it first, and handed out. */
public final class TableRoutes implements PageRoutes {

  private static final int MOST_TOLD = 100;

  private final MessageStore store;
  private final Contacts contacts;
  private final Groups groups;
  private final Backends backends;

  @Inject
  TableRoutes(MessageStore store, Contacts contacts, Groups groups, Backends backends) {
    this.store = store;
    this.contacts = contacts;
    this.groups = groups;
    this.backends = backends;
  }

  @Override
  public List<PageRoute> all() {
    return List.of(
        PageRoute.get("/people/import", Role.OPERATOR, visit -> page(ImportPage.empty())),
        PageRoute.post("/people/import", Role.OPERATOR, visit -> read(visit, false)),
        PageRoute.post("/people/import/store", Role.OPERATOR, visit -> read(visit, true)),
        PageRoute.get("/people/export", Role.OPERATOR, visit -> export()));
  }

  private static Reply page(ImportPage page) {
    return Reply.page("Import people", Section.PEOPLE, "people-import", page);
  }

  private Reply read(Visit visit, boolean stores) {
    Optional<String> table = visit.field("file").or(() -> visit.field("table"));
    if (table.isEmpty()) {
      return page(ImportPage.failed("", "Choose a file, or paste a table."));
    }
    try {
      ImportPage page = read(table.get(), stores);
      if (stores) {
        visit.noted("people-import", String.valueOf(page.added() + page.changed()));
      }
      return page(page);
    } catch (PeopleException e) {
      return page(ImportPage.failed(table.get(), "The table cannot be read: " + e.getMessage()));
    }
  }

  private ImportPage read(String table, boolean stores) {
    List<ImportPage.Refusal> problems = new ArrayList<>();
    ContactImport rows =
        new ContactImport(
            store, contacts, groups, backends.all().stream().map(ConfiguredBackend::name).toList());
    Imported all = read(rows, new StringReader(table), problems, stores);
    return new ImportPage(
        stores ? "" : table,
        table.lines().count(),
        true,
        stores,
        all.added(),
        all.changed(),
        all.refused(),
        problems,
        "");
  }

  private static Imported read(
      ContactImport rows, Reader table, List<ImportPage.Refusal> problems, boolean stores) {
    try {
      return stores
          ? rows.read(table, (line, why) -> add(problems, line, why))
          : rows.preview(table, (line, why) -> add(problems, line, why));
    } catch (IOException e) {
      throw new UncheckedIOException("a table in memory cannot be read", e);
    }
  }

  private static void add(List<ImportPage.Refusal> problems, long line, String why) {
    if (problems.size() < MOST_TOLD) {
      problems.add(new ImportPage.Refusal(line, why));
    }
  }

  private Reply export() {
    return Reply.csv(
        "people.csv",
        out -> {
          try (CsvRows rows = new CsvRows(out)) {
            new ContactExport(contacts).write(rows::add);
          }
        });
  }
}
