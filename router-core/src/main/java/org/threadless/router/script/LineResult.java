package org.threadless.router.script;

import java.util.Optional;

/**
 * What came of one line.
 *
 * @param line the line
 * @param outcome whether it held
 * @param difference what was expected and what came, where it did not hold
 */
public record LineResult(ScriptLine line, Outcome outcome, Optional<Difference> difference) {

  /** Whether a line held. */
  public enum Outcome {
    /** It did; for a line that comes in: it was routed. */
    HELD,
    /** It did not. */
    DIFFERED,
    /** A line before it did not hold, so this one was not tried. */
    NOT_REACHED,
    /** There is nothing to hold: a comment or an empty line. */
    SKIPPED
  }

  /**
   * Why a line did not hold.
   *
   * @param expected for people: a text in quotes, or a few words
   * @param actual the same for what really came
   */
  public record Difference(String expected, String actual) {}

  static LineResult held(ScriptLine line) {
    return new LineResult(
        line, line instanceof ScriptLine.Note ? Outcome.SKIPPED : Outcome.HELD, Optional.empty());
  }

  static LineResult notReached(ScriptLine line) {
    return new LineResult(
        line,
        line instanceof ScriptLine.Note ? Outcome.SKIPPED : Outcome.NOT_REACHED,
        Optional.empty());
  }

  static LineResult differed(ScriptLine line, Difference difference) {
    return new LineResult(line, Outcome.DIFFERED, Optional.of(difference));
  }
}
