package org.threadless.backend.httptester;

import java.util.List;
import org.threadless.backend.httptester.view.ScriptLine;
import org.threadless.backend.httptester.view.ScriptRun;
import org.threadless.router.script.LineResult;
import org.threadless.router.script.LineResult.Outcome;
import org.threadless.router.script.ScriptResult;
import org.threadless.router.script.ScriptSyntaxException;

/** Says in a sentence what came of a script. */
final class ScriptReport {

  private ScriptReport() {}

  static ScriptRun of(ScriptResult result) {
    List<ScriptLine> lines = result.lines().stream().map(ScriptLine::of).toList();
    return new ScriptRun(
        result.passed(),
        result.difference().map(ScriptReport::differed).orElseGet(() -> passed(result)),
        lines);
  }

  static ScriptRun unreadable(ScriptSyntaxException e) {
    return new ScriptRun(false, "The script cannot be read: " + e.getMessage() + ".", List.of());
  }

  private static String passed(ScriptResult result) {
    long held = result.lines().stream().filter(line -> line.outcome() == Outcome.HELD).count();
    return held == 1 ? "Its one line is as expected." : "All " + held + " lines are as expected.";
  }

  private static String differed(LineResult line) {
    return "Line " + line.line().number() + " is different.";
  }
}
