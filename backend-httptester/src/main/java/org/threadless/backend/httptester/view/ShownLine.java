package org.threadless.backend.httptester.view;

import java.util.Locale;
import org.threadless.router.script.LineResult;
import org.threadless.router.script.LineResult.Difference;

/**
 * A line of a script that was run.
 *
 * @param number from 1
 * @param source as it was written
 * @param outcome the class that style sheets know its colour by
 * @param word the outcome in a word; empty where there is nothing to say
 * @param expected what should have come; empty where the line held
 * @param actual what came instead; empty where the line held
 */
public record ShownLine(
    int number, String source, String outcome, String word, String expected, String actual) {

  /** Returns how the result of a line is shown. */
  public static ShownLine of(LineResult result) {
    return new ShownLine(
        result.line().number(),
        result.line().source(),
        result.outcome().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        word(result.outcome()),
        result.difference().map(Difference::expected).orElse(""),
        result.difference().map(Difference::actual).orElse(""));
  }

  private static String word(LineResult.Outcome outcome) {
    return switch (outcome) {
      case HELD -> "as expected";
      case DIFFERED -> "different";
      case NOT_REACHED -> "not tried";
      case SKIPPED -> "";
    };
  }
}
