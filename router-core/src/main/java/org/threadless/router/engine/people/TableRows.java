package org.threadless.router.engine.people;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the rows of a table. A quotation mark that is not closed would take all the rows behind it
 * into its cell: only the line where its row begins is wrong then, and the next one is a row.
 */
final class TableRows {

  private static final int LONGEST = 1_000_000;

  private static final CsvReader.CsvReaderBuilder CSV =
      CsvReader.builder()
          .skipEmptyLines(false)
          .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
          .missingFieldStrategy(FieldMismatchStrategy.IGNORE);

  private final TableLines lines;

  TableRows(Reader reader) {
    this.lines = new TableLines(reader);
  }

  /** Returns the next rows, so many at most; none behind the last one. */
  List<TableRow> next(int limit) throws IOException {
    List<TableRow> rows = new ArrayList<>();
    TableRow row = next();
    while (row != null) {
      rows.add(row);
      row = rows.size() < limit ? next() : null;
    }
    return rows;
  }

  private TableRow next() throws IOException {
    long begin = lines.next();
    String line = lines.read();
    if (line == null) {
      return null;
    }
    List<String> read = new ArrayList<>(List.of(line));
    Quotation quotation = new Quotation();
    quotation.read(line, begin);
    long length = line.length();
    while (quotation.isOpen() && length <= LONGEST && line != null) {
      long number = lines.next();
      line = lines.read();
      if (line != null) {
        read.add(line);
        quotation.read(line, number);
        length += line.length();
      }
    }
    if (quotation.isOpen() || quotation.isWrong()) {
      lines.readAgain(read.subList(1, read.size()));
      return TableRow.wrong(begin, unclosed(begin, quotation.opened()));
    }
    return row(begin, String.join("", read));
  }

  private static String unclosed(long begin, long opened) {
    return "a quotation mark is opened "
        + (begin == opened ? "here" : "in line " + opened)
        + " and not closed before a comma or the end of the line; one that belongs to the text is"
        + " written twice";
  }

  private static TableRow row(long line, String text) {
    // What the reader of UTF-8 makes of bytes that are none.
    if (text.codePoints()
        .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
      return TableRow.wrong(line, "is not UTF-8: save the table as CSV in UTF-8");
    }
    try (CsvReader<CsvRecord> csv = CSV.ofCsvRecord(text)) {
      return TableRow.of(line, csv.iterator().next().getFields());
    } catch (CsvParseException | IOException e) {
      return TableRow.wrong(line, "cannot be read as CSV: " + e.getMessage());
    }
  }
}
