package org.threadless.router.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.threadless.router.message.BackendName;
import org.threadless.router.script.LineResult.Difference;

/**
 * Holds a script against a router. Strict, first in first out for each identity: a line that goes
 * out takes the oldest message that no line has taken yet, and must equal it; a message that no
 * line takes is a difference too, at the line after which it came. Nothing is tried after the first
 * difference.
 *
 * <p>All identities are on one backend; what is sent through others is not the script's business.
 */
public final class ScriptRunner {

  private final ScriptTarget target;
  private final BackendName backend;

  /**
   * @param target the router
   * @param backend where its messages come in
   */
  public ScriptRunner(ScriptTarget target, BackendName backend) {
    this.target = target;
    this.backend = backend;
  }

  /**
   * Runs a script to its end, or to the first line that differs.
   *
   * @throws org.threadless.router.incoming.UnknownBackendException where the backend is not
   *     configured
   * @throws org.threadless.router.conversation.StoreUnavailableException where the database cannot
   *     be used
   */
  public ScriptResult run(Script script) {
    ScriptRun run = new ScriptRun(target, backend);
    List<LineResult> results = new ArrayList<>();
    boolean differed = false;
    for (ScriptLine line : script.lines()) {
      LineResult result = differed ? LineResult.notReached(line) : result(run, line);
      differed |= result.difference().isPresent();
      results.add(result);
    }
    if (!differed) {
      ScriptLine last = script.lines().get(script.lines().size() - 1);
      run.leftOver(last).ifPresent(left -> mark(results, left));
    }
    return new ScriptResult(results);
  }

  private static LineResult result(ScriptRun run, ScriptLine line) {
    Optional<Difference> difference = run.take(line);
    return difference
        .map(found -> LineResult.differed(line, found))
        .orElseGet(() -> LineResult.held(line));
  }

  private static void mark(List<LineResult> results, ScriptRun.LeftOver left) {
    int index = left.cause().number() - 1;
    results.set(index, LineResult.differed(left.cause(), left.difference()));
  }
}
