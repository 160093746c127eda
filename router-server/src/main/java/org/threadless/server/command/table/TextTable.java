package org.threadless.server.command.table;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.IntStream;

/** Prints rows in columns that are as wide as they have to be. */
public final class TextTable {

  private TextTable() {}

  /**
   * Prints one.
   *
   * @param rows the first one has the titles; all are as long
   */
  public static void print(List<List<String>> rows, PrintWriter out) {
    int[] widths =
        IntStream.range(0, rows.get(0).size())
            .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
            .toArray();
    rows.forEach(row -> out.println(line(row, widths).stripTrailing()));
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
    }
    return line.toString();
  }
}
