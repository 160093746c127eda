package org.threadless.router.script;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.threadless.router.script.LineResult.Outcome;

/**
 * What came of a script, line by line.
 *
 * @param lines one for each line of the script, in its order; one at most has differed
 */
public record ScriptResult(List<LineResult> lines) {

  /** Copies the list. */
  public ScriptResult {
    lines = List.copyOf(lines);
  }

  /** Returns whether every line held, and nothing was left over. */
  public boolean passed() {
    return difference().isEmpty();
  }

  /** Returns the first line that did not hold. */
  public Optional<LineResult> difference() {
    return lines.stream().filter(line -> line.outcome() == Outcome.DIFFERED).findFirst();
  }

  /**
   * Returns the script with a mark at the line that differed, and below it what was expected and
   * what came. Every line of it ends without blanks; there is no line end after the last.
   */
  @Override
  public String toString() {
    return lines.stream().map(ScriptResult::shown).collect(Collectors.joining("\n"));
  }

  private static String shown(LineResult result) {
    String mark = result.outcome() == Outcome.DIFFERED ? "->" : "  ";
    String line =
        String.format("%s %3d | %s", mark, result.line().number(), result.line().source())
            .stripTrailing();
    return line
        + result
            .difference()
            .map(d -> "\n         expected: " + d.expected() + "\n         but got:  " + d.actual())
            .orElse("");
  }
}
