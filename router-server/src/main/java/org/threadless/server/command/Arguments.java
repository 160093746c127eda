package org.threadless.server.command;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The command line as Java has decoded it. Java puts another character in the place of what it
 * cannot decode; a message must not be stored and sent like that.
 *
 * @param values what the command gets
 * @param charset what Java has decoded them with
 * @param typed the whole line as it was typed; only the launcher of Windows knows it
 */
record Arguments(List<String> values, Charset charset, Optional<String> typed) {

  private static final char REPLACEMENT = '\uFFFD';

  static Arguments of(String... values) {
    String charset = System.getProperty("sun.jnu.encoding", StandardCharsets.UTF_8.name());
    return new Arguments(
        List.of(values),
        Charset.forName(charset),
        Optional.ofNullable(System.getenv("ROUTER_ARGUMENTS")));
  }

  /** Returns one line for the user where characters have been lost. */
  Optional<String> damage() {
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i).indexOf(REPLACEMENT) >= 0) {
        return Optional.of("argument " + (i + 1) + reason());
      }
    }
    return typed
        .filter(line -> !charset.newEncoder().canEncode(line))
        .map(line -> "an argument" + reason());
  }

  private String reason() {
    return charset.equals(StandardCharsets.UTF_8)
        ? " is not text in UTF-8"
        : " has characters that Java cannot read here, since the system's charset is "
            + charset
            + "; it can where that is UTF-8";
  }
}
