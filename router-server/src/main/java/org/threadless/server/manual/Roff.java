package org.threadless.server.manual;

import java.util.List;
import java.util.Locale;

/** Text in the language of {@code man}. */
final class Roff {

  private final StringBuilder text = new StringBuilder();

  void title(String name, String version) {
    request("TH", name.toUpperCase(Locale.ROOT), "1", "", version, version);
  }

  void section(String name) {
    request("SH", name);
  }

  void subsection(String name) {
    request("SS", name);
  }

  /** Adds something with what is to be said of it, which is indented. */
  void item(String name, List<String> meaning) {
    text.append(".TP\n");
    request("B", name);
    lines(meaning);
  }

  void lines(List<String> lines) {
    lines.forEach(this::line);
  }

  void line(String line) {
    // A point or an apostrophe would begin a request.
    text.append(line.startsWith(".") || line.startsWith("'") ? "\\&" : "")
        .append(escaped(line))
        .append('\n');
  }

  @Override
  public String toString() {
    return text.toString();
  }

  private void request(String name, String... arguments) {
    text.append('.').append(name);
    for (String argument : arguments) {
      text.append(" \"").append(escaped(argument).replace("\"", "\\(dq")).append('"');
    }
    text.append('\n');
  }

  // A - is one that can be typed again, and no hyphen.
  private static String escaped(String line) {
    return line.replace("\\", "\\e").replace("-", "\\-");
  }
}
