package org.threadless.server.command;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.threadless.router.engine.store.UnitOfWork;
import org.threadless.router.message.Numbers;
import org.threadless.storage.Database;
import picocli.CommandLine.Help.Ansi;

/** Reads contacts from a table, many rows in one transaction, and tells of each that is refused. */
final class ContactImport {

  private static final int AT_A_TIME = 500;
  private static final int TELL = 5000;

  private final Database database;
  private final ConfiguredBackends backends;
  private final Numbers numbers;
  private final PrintWriter out;
  private final PrintWriter err;

  // The first one has the names of the columns.
  private int row = 1;
  private int taken;
  private int refused;

  ContactImport(
      Database database,
      ConfiguredBackends backends,
      Numbers numbers,
      PrintWriter out,
      PrintWriter err) {
    this.database = database;
    this.backends = backends;
    this.numbers = numbers;
    this.out = out;
    this.err = err;
  }

  /** Returns whether no row was refused. */
  boolean run(Path file) {
    try (CsvReader<CsvRecord> csv =
        CsvReader.builder()
            .skipEmptyLines(false)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .ofCsvRecord(Files.newBufferedReader(file))) {
      run(file, csv.iterator());
    } catch (NoSuchFileException e) {
      throw new UserException(file + " does not exist", e);
    } catch (CsvParseException | UncheckedIOException | IOException e) {
      refuse("cannot be read as CSV in UTF-8, nor can what follows: " + cause(e));
    }
    out.println("stored: " + taken + ", refused: " + refused);
    return refused == 0;
  }

  private void run(Path file, Iterator<CsvRecord> records) {
    if (!records.hasNext()) {
      throw new UserException(file + " is empty; its first row has the names of the columns");
    }
    ContactRows rows =
        ContactRows.of(records.next().getFields(), database.people(), backends, numbers);
    while (records.hasNext()) {
      try (UnitOfWork work = database.messages().begin()) {
        int before = taken;
        try {
          for (int i = 0; i < AT_A_TIME && records.hasNext(); i++) {
            row++;
            take(records.next().getFields(), rows, work);
          }
        } catch (CsvParseException | UncheckedIOException e) {
          // What came before it is good.
          work.commit(List.of());
          throw e;
        }
        work.commit(List.of());
        tell(before);
      }
    }
    if (isTerminal()) {
      err.print("\r");
    }
  }

  private void take(List<String> cells, ContactRows rows, UnitOfWork work) {
    if (cells.stream().allMatch(String::isBlank)) {
      return;
    }
    work.mark();
    try {
      rows.store(cells);
      taken++;
    } catch (IllegalArgumentException | UserException e) {
      work.undo();
      refuse(e.getMessage());
    }
  }

  private void refuse(String why) {
    refused++;
    err.println("row " + row + ": " + why);
    err.flush();
  }

  private void tell(int before) {
    if (isTerminal()) {
      err.print("\r" + taken + " rows");
    } else if (taken / TELL > before / TELL) {
      err.println(taken + " rows");
    }
    err.flush();
  }

  private static boolean isTerminal() {
    return Ansi.AUTO.enabled();
  }

  private static String cause(Exception e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return String.valueOf(cause.getMessage());
  }
}
