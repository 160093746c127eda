package org.threadless.console.people;

import java.util.List;

/**
 * The page by which a table of people is taken.
 *
 * @param table as it was handed over; empty before
 * @param told whether it is told what would become of it
 * @param added how many people are new
 * @param changed how many were known
 * @param refused how many rows are not right
 * @param samples the first of those that would be taken
 * @param problems what is wrong with the first of them
 * @param problem what is wrong with all of it; may be empty
 */
public record ImportPage(
    String table,
    boolean told,
    long added,
    long changed,
    long refused,
    List<Sample> samples,
    List<Refusal> problems,
    String problem) {

  /** A row that would be taken: what stands in it, and whether somebody new does. */
  public record Sample(long line, List<String> cells, boolean isNew) {}

  /** A row that is not taken, and why. */
  public record Refusal(long line, String why) {}

  /** Copies the list. */
  public ImportPage {
    samples = List.copyOf(samples);
    problems = List.copyOf(problems);
  }

  static ImportPage empty() {
    return failed("", "");
  }

  static ImportPage failed(String table, String problem) {
    return new ImportPage(table, false, 0, 0, 0, List.of(), List.of(), problem);
  }
}
