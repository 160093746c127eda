package org.threadless.testing;

import java.util.List;
import java.util.stream.Collectors;
import org.threadless.router.engine.routing.AppCall;
import org.threadless.router.script.ScriptResult;

/** What a test that fails by a script tells. */
final class ScriptFailure {

  private ScriptFailure() {}

  static String of(ScriptResult result, List<AppCall> thrown) {
    String how = result.passed() ? "the script holds, but an app threw" : "the script differs";
    return how
        + "\n"
        + result
        + thrown.stream().map(call -> "\n" + call.failure()).collect(Collectors.joining());
  }
}
