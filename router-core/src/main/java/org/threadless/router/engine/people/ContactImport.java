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
import java.util.function.Function;
import org.threadless.router.engine.store.MessageStore;
import org.threadless.router.engine.store.UnitOfWork;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.MessageIds;
import org.threadless.router.message.Numbers;
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
  private static final int AT_A_TIME = 500;

  // Half a character, which no UTF-8 holds.
  private static final String NO_UTF_8 = "\uDC00";

  private final MessageStore store;
  private final ManyContacts contacts;
  private final Numbers numbers;
  private final Set<BackendName> backends;
  private final MessageIds ids = new MessageIds();

  /**
   * @param numbers make the connections uniform that a table has
   * @param backends those that a connection may be of
   */
  public ContactImport(
      MessageStore store,
      ManyContacts contacts,
      Numbers numbers,
      Collection<BackendName> backends) {
    this.store = store;
    this.contacts = contacts;
    this.numbers = numbers;
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
   * Tells what {@link #read} would do with a table, and stores nothing.
   *
   * @param table stays the caller's to close
   * @throws PeopleException where the first row is not right
   * @throws IOException where the table cannot be read on
   * @throws org.threadless.router.conversation.StoreUnavailableException where the database cannot
   *     be used now
   */
  public Imported preview(Reader table, ImportListener listener) throws IOException {
    ImportPlan plan = new ImportPlan(ids);
    return read(
        table,
        listener,
        rows -> {
          plan.know(contacts.find(plan.ids(rows.said()), rows.connections()));
          ImportedRows done = rows.take(plan);
          plan.goOn();
          return done;
        });
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
    return read(table, listener, rows -> store.together(work -> store(rows, work)));
  }

  private Imported read(
      Reader table, ImportListener listener, Function<SaidRows, ImportedRows> doing)
      throws IOException {
    TableRows rows = new TableRows(table);
    ContactRows columns = new ContactRows(header(rows), numbers, backends);
    Imported all = Imported.NONE;
    List<TableRow> some = rows.next(AT_A_TIME);
    while (!some.isEmpty()) {
      ImportedRows done = doing.apply(SaidRows.of(some, columns));
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

  private ImportedRows store(SaidRows rows, UnitOfWork work) {
    // Whoever has one of the contacts in hand just now is waited for, as apps do.
    work.mark();
    while (true) {
      ImportPlan plan = new ImportPlan(ids);
      plan.know(contacts.lock(plan.ids(rows.said()), rows.connections()));
      ImportedRows done = rows.take(plan);
      if (contacts.store(plan.changes())) {
        return done;
      }
      // Somebody has just made a contact that was not there: now it is found.
      work.undo();
    }
  }
}
