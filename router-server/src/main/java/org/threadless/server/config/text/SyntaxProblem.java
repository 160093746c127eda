package org.threadless.server.config.text;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import tools.jackson.core.JacksonException;

/**
 * What is wrong with a file that is not YAML. In words of our own: those of the parser quote the
 * file, which may have a password on that line.
 */
record SyntaxProblem(int line, String problem) {

  /** What the parser's text for a mistake has in it, and what we say; the first one counts. */
  private static final List<Map.Entry<String, String>> WORDS =
      List.of(
          entry("(TAB)", "a tab is not allowed here; indent with spaces"),
          entry(
              "cannot start any token",
              "a value that starts with a character such as @ ` or % must be in quotes"),
          entry(
              "mapping values are not allowed here",
              "': ' is not allowed here; check the indentation, or put the value in quotes"),
          entry("could not find expected ':'", "a key and a ':' were expected here"),
          entry("unexpected end of stream", "a quote is opened here and not closed"),
          entry(
              "unknown escape character",
              "a \\ is not allowed here; write \\\\, or use single quotes"));

  private static final String OTHER =
      "this is not YAML; check the indentation, and that quotes and brackets are closed";

  static SyntaxProblem of(JacksonException e) {
    if (e.getCause() instanceof MarkedYamlEngineException marked) {
      return new SyntaxProblem(line(marked), problem(marked));
    }
    int line = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr());
    return new SyntaxProblem(line, OTHER);
  }

  /** Inside of a token, the problem is where the token starts: the quote that is not closed. */
  private static int line(MarkedYamlEngineException e) {
    boolean inToken = e.getContext() != null && e.getContext().startsWith("while scanning");
    Optional<Mark> start = inToken ? e.getContextMark() : Optional.empty();
    return start.or(e::getProblemMark).map(mark -> mark.getLine() + 1).orElse(0);
  }

  private static String problem(MarkedYamlEngineException e) {
    String theirs = String.valueOf(e.getProblem());
    return WORDS.stream()
        .filter(words -> theirs.contains(words.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(OTHER);
  }
}
