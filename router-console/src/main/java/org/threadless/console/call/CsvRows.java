package org.threadless.console.call;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Writes a table that people open in a spreadsheet, row by row, as comma-separated values. A cell
 * that a spreadsheet would take for a formula gets an apostrophe before it, whoever has written it;
 * a number, and so a phone number such as +254700111222, stays as it is, so that the table can be
 * read in again. For one thread.
 *
 * <pre>{@code
 * Reply.csv("people.csv", out -> {
 *   try (CsvRows rows = new CsvRows(out, "name", "number")) {
 *     rows.add("Achieng", "+254700111222");
 *   }
 * });
 * }</pre>
 */
public final class CsvRows implements AutoCloseable {

  // By which a spreadsheet knows that it is UTF-8; whoever reads it in here drops it.
  private static final char MARK = '\uFEFF';

  // With what begins as a formula does, in the width of Latin letters or of Chinese ones.
  private static final String BEGINNINGS = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

  private static final Pattern NUMBER = Pattern.compile("[+-][0-9]+(\\.[0-9]+)?");

  private final Writer to;
  private final CsvWriter csv;

  /**
   * Writes the first row.
   *
   * @param to stays the caller's to close
   * @param columns their names
   */
  public CsvRows(Writer to, String... columns) throws IOException {
    this(to);
    add(columns);
  }

  /**
   * Writes no row yet: the first one has the names of the columns.
   *
   * @param to stays the caller's to close
   */
  public CsvRows(Writer to) throws IOException {
    this.to = to;
    to.write(MARK);
    this.csv = CsvWriter.builder().build(to);
  }

  /**
   * Writes a row.
   *
   * @throws IOException where whoever asked for it is gone
   */
  public void add(String... cells) throws IOException {
    add(Arrays.asList(cells));
  }

  /** The same as {@link #add(String...)}. */
  public void add(List<String> cells) throws IOException {
    try {
      csv.writeRecord(cells.stream().map(CsvRows::harmless).toList());
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static String harmless(String cell) {
    boolean isFormula = !cell.isEmpty() && BEGINNINGS.indexOf(cell.charAt(0)) >= 0;
    return isFormula && !NUMBER.matcher(cell).matches() ? "'" + cell : cell;
  }

  /** Hands on all that has been written. */
  @Override
  public void close() throws IOException {
    csv.flush();
    to.flush();
  }
}
