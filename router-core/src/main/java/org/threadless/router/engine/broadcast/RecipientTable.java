package org.threadless.router.engine.broadcast;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.threadless.router.message.Identity;
import org.threadless.router.text.Printable;

/** A table of recipients as CSV, the first line of which has the names of the fields. */
public final class RecipientTable {

  private static final String IDENTITY = "identity";
  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final int LONGEST_SHOWN = 50;

  // FastCSV closes a quote at the end of the text by itself: then this is within the quote, and not
  // a record. No identity may hold it.
  private static final String END = "\u0000";

  private final String csv;

  /**
   * @param csv the whole table
   */
  public RecipientTable(String csv) {
    this.csv = csv.startsWith(BYTE_ORDER_MARK) ? csv.substring(1) : csv;
  }

  /**
   * Reads all of it.
   *
   * @param most how many there may be
   * @throws AudienceException about the first line that is wrong
   */
  public List<Recipient> read(int most) {
    List<Recipient> recipients = new ArrayList<>();
    List<String> names = List.of();
    try (CsvReader<CsvRecord> records =
        CsvReader.builder()
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .ofCsvRecord(csv + "\n" + END)) {
      for (CsvRecord each : records) {
        if (isEnd(each)) {
          break;
        }
        if (names.isEmpty()) {
          names = names(each);
        } else {
          recipients.add(recipient(names, each));
        }
        if (recipients.size() > most) {
          throw line(each, "is one too many: send " + most + " at most");
        }
      }
    } catch (CsvParseException e) {
      throw new AudienceException("the table", "is no CSV: " + firstLine(e));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (recipients.isEmpty()) {
      throw new AudienceException(
          "the table", "has no recipients: a line of names, then one for each");
    }
    return recipients;
  }

  private static boolean isEnd(CsvRecord record) {
    String last = record.getField(record.getFieldCount() - 1);
    if (last.endsWith("\n" + END)) {
      throw line(record, "has a quote that is not closed");
    }
    return last.equals(END);
  }

  private static List<String> names(CsvRecord record) {
    List<String> names =
        record.getFields().stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
    if (!names.contains(IDENTITY)) {
      throw line(record, "must have the names of the fields, one of them identity");
    }
    Set<String> seen = new HashSet<>();
    for (String each : names) {
      if (!seen.add(each)) {
        throw line(record, "has the name " + Printable.of(each, LONGEST_SHOWN) + " twice");
      }
    }
    return names;
  }

  private static Recipient recipient(List<String> names, CsvRecord record) {
    List<String> cells = record.getFields();
    if (cells.size() != names.size()) {
      throw line(record, "has " + cells.size() + " fields, and the first one " + names.size());
    }
    Map<String, String> fields = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      fields.put(names.get(i), cells.get(i));
    }
    try {
      Identity identity = new Identity(fields.get(IDENTITY).strip());
      return new Recipient("line " + record.getStartingLineNumber(), identity, fields);
    } catch (IllegalArgumentException e) {
      throw line(record, "has no identity that can be: it " + e.getMessage());
    }
  }

  private static AudienceException line(CsvRecord record, String problem) {
    return new AudienceException("line " + record.getStartingLineNumber(), problem);
  }

  private static String firstLine(CsvParseException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
  }
}
