package org.threadless.router.engine.people;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.threadless.router.message.Contact;
import org.threadless.router.people.Contacts;

/** Writes all contacts as a table that {@link ContactImport} takes. For one use. */
public final class ContactExport {

  private static final int PAGE = 1000;

  private final Contacts contacts;
  private final SortedSet<String> notes = new TreeSet<>();
  private int connections = 1;

  /** Takes the rows of a table, one after the other. */
  @FunctionalInterface
  public interface Rows {

    /** Takes the next one; the first has the names of the columns. */
    void add(List<String> cells) throws IOException;
  }

  /** Writes these. */
  public ContactExport(Contacts contacts) {
    this.contacts = contacts;
  }

  /**
   * Writes the table.
   *
   * @param to is flushed, and stays the caller's to close
   */
  public void write(Writer to) throws IOException {
    CsvWriter csv = CsvWriter.builder().build(to);
    write(csv::writeRecord);
    csv.flush();
  }

  /** Hands on the table, row by row. */
  public void write(Rows to) throws IOException {
    // Which columns there are is known when all have been seen.
    each(
        contact -> {
          notes.addAll(contact.notes().keySet());
          connections = Math.max(connections, contact.connections().size());
        });
    to.add(header());
    each(contact -> to.add(row(contact)));
  }

  /** What is done with each contact. */
  @FunctionalInterface
  private interface Seen {

    void see(Contact contact) throws IOException;
  }

  private void each(Seen seen) throws IOException {
    Optional<UUID> after = Optional.empty();
    List<Contact> page = contacts.list(after, PAGE);
    while (!page.isEmpty()) {
      for (Contact contact : page) {
        seen.see(contact);
      }
      after = Optional.of(page.get(page.size() - 1).id());
      page = contacts.list(after, PAGE);
    }
  }

  private List<String> header() {
    List<String> header =
        new ArrayList<>(
            List.of(
                PeopleColumns.ID,
                PeopleColumns.NAME,
                PeopleColumns.LANGUAGE,
                PeopleColumns.GROUPS));
    for (int i = 0; i < connections; i++) {
      header.add(PeopleColumns.CONNECTION);
    }
    notes.forEach(key -> header.add(PeopleColumns.NOTE + key));
    return header;
  }

  private List<String> row(Contact contact) {
    List<String> row = new ArrayList<>();
    row.add(contact.id().toString());
    row.add(contact.name().orElse(""));
    row.add(contact.language().map(Locale::toLanguageTag).orElse(""));
    row.add(String.join(";", contact.groups()));
    for (int i = 0; i < connections; i++) {
      boolean has = i < contact.connections().size();
      row.add(has ? contact.connections().get(i).written() : "");
    }
    notes.forEach(key -> row.add(contact.notes().getOrDefault(key, "")));
    return row;
  }
}
