package org.threadless.backend.httptester.view;

import java.util.List;
import org.threadless.router.script.LineResult;
import org.threadless.router.script.LineResult.Outcome;
import org.threadless.router.script.ScriptResult;
import org.threadless.router.script.ScriptSyntaxException;

/**
 * What came of a script, as a page shows it.
 *
 * @param passed whether all of it held
 * @param summary that in a sentence
 * @param lines one for each of the script; none where it could not be read
 */
public record ShownScript(boolean passed, String summary, List<ShownLine> lines) {

  /** Copies the list. */
  public ShownScript {
    lines = List.copyOf(lines);
  }

  /** Returns how the result of a script is shown. */
  public static ShownScript of(ScriptResult result) {
    return new ShownScript(
        result.passed(),
        result.difference().map(ShownScript::differed).orElseGet(() -> passed(result)),
        result.lines().stream().map(ShownLine::of).toList());
  }

  /** Returns how a script is shown that cannot be read. */
  public static ShownScript unreadable(ScriptSyntaxException e) {
    return new ShownScript(false, "The script cannot be read: " + e.getMessage() + ".", List.of());
  }

  private static String passed(ScriptResult result) {
    long held = result.lines().stream().filter(line -> line.outcome() == Outcome.HELD).count();
    return held == 1 ? "Its one line is as expected." : "All " + held + " lines are as expected.";
  }

  private static String differed(LineResult line) {
    return "Line " + line.line().number() + " is different.";
  }
}
