package org.threadless.backend.httptester.view;

import java.util.List;

/**
 * What came of a script.
 *
 * @param passed whether all of it held
 * @param summary that in a sentence
 * @param lines one for each of the script; none where it could not be read
 */
public record ScriptRun(boolean passed, String summary, List<ScriptLine> lines) {

  /** Copies the list. */
  public ScriptRun {
    lines = List.copyOf(lines);
  }
}
