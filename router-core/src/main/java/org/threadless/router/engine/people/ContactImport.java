package org.threadless.router.engine.people;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.threadless.router.engine.store.MessageStore;
import org.threadless.router.engine.store.UnitOfWork;
import org.threadless.router.message.BackendName;
import org.threadless.router.people.Contacts;
import org.threadless.router.people.Groups;
import org.threadless.router.people.PeopleException;

/**
 * Reads contacts from a table: CSV with commas, the first row of which names the columns. A row
 * with the id or a connection of a contact changes that one, and any other makes a new one; one
 * that is not right is refused as a whole, and keeps none of the others from being stored. Safe for
 * any thread, which may have no unit of work.
 */
public final class ContactImport {

  // So few that nobody waits for long: for a contact that others change at the same time, or for
  // the one connection that there is to H2, in which messages are stored as well.
  private static final int AT_A_TIME = 25;

  // Half a character, which no UTF-8 holds.
  private static final String NO_UTF_8 = "\uDC00";

  private final MessageStore store;
  private final Contacts contacts;
  private final Groups groups;
  private final Set<BackendName> backends;

  /**
   * @param backends those that a connection may be of
   */
  public ContactImport(
      MessageStore store, Contacts contacts, Groups groups, Collection<BackendName> backends) {
    this.store = store;
    this.contacts = contacts;
    this.groups = groups;
    this.backends = Set.copyOf(backends);
  }

  /** Returns what reads a table in UTF-8; of what is none, the row is refused that it stands in. */
  public static Reader utf8(InputStream table) {
    return new InputStreamReader(
        table,
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE)
            .replaceWith(NO_UTF_8));
  }

  /**
   * Tells what {@link #read} would do with a table, and stores nothing. Each row is tried for
   * itself; a second one of somebody new, by a connection of the first, changes who is new.
   *
   * @param table stays the caller's to close
   * @throws PeopleException where the first row is not right
   * @throws IOException where the table cannot be read on
   */
  public Imported preview(Reader table, ImportListener listener) throws IOException {
    return read(table, listener, false);
  }

  /**
   * Stores what a table says, some rows in each transaction.
   *
   * @param table stays the caller's to close
   * @throws PeopleException where the first row is not right; nothing is stored then
   * @throws IOException where the table cannot be read on; the rows that {@code listener} was told
   *     of are stored
   * @throws org.threadless.router.conversation.StoreUnavailableException where the database cannot
   *     be used now; the same
   */
  public Imported read(Reader table, ImportListener listener) throws IOException {
    return read(table, listener, true);
  }

  private Imported read(Reader table, ImportListener listener, boolean keeps) throws IOException {
    TableRows rows = new TableRows(table);
    ContactRows stored = new ContactRows(header(rows), contacts, groups, backends);
    Imported all = Imported.NONE;
    List<TableRow> some = rows.next(AT_A_TIME);
    while (!some.isEmpty()) {
      List<TableRow> these = some;
      ImportedRows done = store.together(work -> store(these, stored, work, keeps));
      all = all.plus(done.tell(listener));
      listener.stored(all);
      some = rows.next(AT_A_TIME);
    }
    return all;
  }

  private static List<String> header(TableRows rows) throws IOException {
    List<TableRow> first = rows.next(1);
    if (first.isEmpty()) {
      throw new PeopleException("it is empty; its first row has the names of the columns");
    }
    if (!first.get(0).isRight()) {
      throw new PeopleException("line 1: " + first.get(0).problem());
    }
    return first.get(0).cells();
  }

  private static ImportedRows store(
      List<TableRow> rows, ContactRows stored, UnitOfWork work, boolean keeps) {
    ImportedRows done = new ImportedRows();
    stored.begin();
    for (TableRow row : rows) {
      if (!row.isRight()) {
        done.refuse(row.line(), row.problem());
      } else if (!row.isBlank()) {
        store(row, stored, work, done, keeps);
        if (!keeps) {
          work.undo();
          stored.begin();
        }
      }
    }
    return done;
  }

  private static void store(
      TableRow row, ContactRows stored, UnitOfWork work, ImportedRows done, boolean keeps) {
    work.mark();
    try {
      done.add(row, keeps ? stored.store(row.cells()) : stored.tryOut(row.cells()));
    } catch (PeopleException e) {
      work.undo();
      storeAgain(row, stored, work, done);
    } catch (IllegalArgumentException e) {
      work.undo();
      done.refuse(row.line(), e.getMessage());
    }
  }

  // Somebody may just have made the contact that was not there: now it is found.
  private static void storeAgain(
      TableRow row, ContactRows stored, UnitOfWork work, ImportedRows done) {
    try {
      done.add(row, stored.store(row.cells()));
    } catch (IllegalArgumentException e) {
      work.undo();
      done.refuse(row.line(), e.getMessage());
    }
  }
}
