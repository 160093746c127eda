package org.threadless.console.people;

import jakarta.inject.Inject;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.threadless.console.call.CsvRows;
import org.threadless.console.call.PageRoute;
import org.threadless.console.call.PageRoutes;
import org.threadless.console.call.Reply;
import org.threadless.console.call.Section;
import org.threadless.console.call.Visit;
import org.threadless.http.request.RequestException;
import org.threadless.router.engine.access.audit.Audit;
import org.threadless.router.engine.access.user.Role;
import org.threadless.router.engine.backend.Backends;
import org.threadless.router.engine.backend.ConfiguredBackend;
import org.threadless.router.engine.people.ContactExport;
import org.threadless.router.engine.people.ContactImport;
import org.threadless.router.engine.people.ImportListener;
import org.threadless.router.engine.people.Imported;
import org.threadless.router.engine.people.ManyContacts;
import org.threadless.router.engine.store.MessageStore;
import org.threadless.router.message.Numbers;
import org.threadless.router.people.Contacts;
import org.threadless.router.people.PeopleException;

/** People as a table: taken in, with a look at what would become of it first, and handed out. */
public final class TableRoutes implements PageRoutes {

  private static final int MOST_TOLD = 100;
  private static final int MOST_SHOWN = 5;

  private final MessageStore store;
  private final Contacts contacts;
  private final ManyContacts many;
  private final Numbers numbers;
  private final Backends backends;
  private final Imports imports;
  private final Audit audit;
  private final InstantSource clock;

  @Inject
  TableRoutes(
      MessageStore store,
      Contacts contacts,
      ManyContacts many,
      Numbers numbers,
      Backends backends,
      Imports imports,
      Audit audit,
      InstantSource clock) {
    this.store = store;
    this.contacts = contacts;
    this.many = many;
    this.numbers = numbers;
    this.backends = backends;
    this.imports = imports;
    this.audit = audit;
    this.clock = clock;
  }

  @Override
  public List<PageRoute> all() {
    return List.of(
        PageRoute.get("/people/import", Role.OPERATOR, visit -> page(ImportPage.empty())),
        PageRoute.post("/people/import", Role.OPERATOR, this::preview),
        PageRoute.post("/people/import/store", Role.OPERATOR, this::store),
        PageRoute.get("/people/import/running", Role.OPERATOR, visit -> running()),
        PageRoute.get("/people/import/now", Role.OPERATOR, visit -> now()),
        PageRoute.get("/people/export", Role.OPERATOR, visit -> export()));
  }

  private static Reply page(ImportPage page) {
    return Reply.page("Import people", Section.PEOPLE, "people-import", page);
  }

  private static Optional<String> table(Visit visit) {
    return visit.field("file").or(() -> visit.field("table"));
  }

  private Reply preview(Visit visit) {
    Optional<String> table = table(visit);
    if (table.isEmpty()) {
      return page(ImportPage.failed("", "Choose a file, or paste a table."));
    }
    try {
      return page(preview(table.get()));
    } catch (PeopleException e) {
      return page(ImportPage.failed(table.get(), "The table cannot be read: " + e.getMessage()));
    }
  }

  private ImportPage preview(String table) {
    Look look = new Look();
    try {
      Imported all = rows().preview(new StringReader(table), look);
      return new ImportPage(
          table, true, all.added(), all.changed(), all.refused(), look.samples, look.problems, "");
    } catch (IOException e) {
      throw new UncheckedIOException("a table in memory cannot be read", e);
    }
  }

  private ContactImport rows() {
    return new ContactImport(
        store, many, numbers, backends.all().stream().map(ConfiguredBackend::name).toList());
  }

  /** Keeps the first rows, for people to look at. */
  private static final class Look implements ImportListener {

    private final List<ImportPage.Sample> samples = new ArrayList<>();
    private final List<ImportPage.Refusal> problems = new ArrayList<>();

    @Override
    public void accepted(long line, List<String> cells, boolean isNew) {
      if (samples.size() < MOST_SHOWN) {
        samples.add(
            new ImportPage.Sample(
                line, cells.stream().filter(cell -> !cell.isBlank()).toList(), isNew));
      }
    }

    @Override
    public void refused(long line, String why) {
      if (problems.size() < MOST_TOLD) {
        problems.add(new ImportPage.Refusal(line, why));
      }
    }
  }

  private Reply store(Visit visit) {
    Optional<String> table = table(visit);
    if (table.isEmpty()) {
      return page(ImportPage.failed("", "Choose a file, or paste a table."));
    }
    boolean begun = imports.begin(visit.visitor().name(), table.get(), clock.instant(), rows());
    if (!begun) {
      throw new RequestException(
          409, "Another table is being stored now. Try it again when that has ended.");
    }
    return Reply.redirect("/people/import/running");
  }

  private Reply running() {
    return elsewhere()
        .map(other -> Reply.page("Import people", Section.PEOPLE, "people-import-elsewhere", other))
        .orElseGet(
            () -> Reply.page("Import people", Section.PEOPLE, "people-import-running", last()));
  }

  private Reply now() {
    return elsewhere()
        .map(other -> Reply.fragment("people-import-elsewhere-now", other))
        .orElseGet(() -> Reply.fragment("people-import-now", last()));
  }

  // One that runs here, or is the last one of all, is told of in all detail.
  private Optional<ImportElsewhere> elsewhere() {
    Optional<RunningImport> here = imports.last();
    return here.filter(each -> !each.isOver()).isPresent()
        ? Optional.empty()
        : ImportElsewhere.last(audit)
            .filter(other -> here.filter(each -> each.mark().equals(other.mark())).isEmpty());
  }

  private RunningImport last() {
    return imports.last().orElseThrow(() -> new RequestException(404, "No table was stored yet."));
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
