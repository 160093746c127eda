package org.threadless.console.people;

import java.util.List;
import org.threadless.console.call.Moment;

/**
 * How far a table of people is stored, in the background.
 *
 * @param mark what tells it from others, on other nodes too
 * @param by who wanted it
 * @param begun when it was begun
 * @param rows about how many rows the table has
 * @param added how many people are new so far
 * @param changed how many were known
 * @param refused how many rows were not taken
 * @param problems what is wrong with the first of them
 * @param problem why it has ended before its end; may be empty
 * @param isOver whether it has ended
 */
public record RunningImport(
    String mark,
    String by,
    Moment begun,
    long rows,
    long added,
    long changed,
    long refused,
    List<ImportPage.Refusal> problems,
    String problem,
    boolean isOver) {

  /** Copies the list. */
  public RunningImport {
    problems = List.copyOf(problems);
  }

  /** Returns how many rows are dealt with. */
  public long done() {
    return added + changed + refused;
  }
}
