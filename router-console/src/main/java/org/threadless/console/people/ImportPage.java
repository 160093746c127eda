package org.threadless.console.people;

import java.util.List;

/**
 * The page by which a table of people is taken.
 *
 * @param table as it was handed over; empty before
 * @param lines how many it has
 * @param told whether it is told what would become of it, or has
 * @param stored whether it was stored
 * @param added how many people are new
 * @param changed how many were known
 * @param refused how many rows are not right
 * @param problems what is wrong with the first of them
 * @param problem what is wrong with all of it; may be empty
 */
public record ImportPage(
    String table,
    long lines,
    boolean told,
    boolean stored,
    long added,
    long changed,
    long refused,
    List<Refusal> problems,
    String problem) {

  /** A row that is not taken, and why. */
  public record Refusal(long line, String why) {}

  /** Copies the list. */
  public ImportPage {
    problems = List.copyOf(problems);
  }

  static ImportPage empty() {
    return failed("", "");
  }

  static ImportPage failed(String table, String problem) {
    return new ImportPage(table, table.lines().count(), false, false, 0, 0, 0, List.of(), problem);
  }
}
