package org.threadless.router.script;

import java.util.ArrayList;
import java.util.List;

/**
 * A conversation as text:
 *
 * <pre>
 * # a comment
 * 1112223333 &gt; echo hello
 * 1112223333 &lt; hello
 * 1112223333 &lt;= 1 segment
 * 1112223333 is SENT
 * 1112223333@202601311530 &gt; ping
 * 1112223333 &lt; pong
 * </pre>
 *
 * <p>Blanks around the parts of a line are dropped; empty lines and those that begin with {@code #}
 * are skipped.
 *
 * @param lines all of them, also those that are skipped
 */
public record Script(List<ScriptLine> lines) {

  /** Copies the list. */
  public Script {
    lines = List.copyOf(lines);
  }

  /**
   * Reads a script.
   *
   * @throws ScriptSyntaxException for the first line that cannot be read, and where there is none
   *     with a message: such a script could not fail
   */
  public static Script parse(String text) {
    List<ScriptLine> lines = new ArrayList<>();
    for (String line : text.lines().toList()) {
      lines.add(LineParser.parse(lines.size() + 1, line.strip()));
    }
    if (lines.stream().allMatch(ScriptLine.Note.class::isInstance)) {
      throw new ScriptSyntaxException(1, "the script has no message");
    }
    return new Script(lines);
  }
}
