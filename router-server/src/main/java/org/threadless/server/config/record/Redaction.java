package org.threadless.server.config.record;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.threadless.server.config.text.ConfigNode;

/**
 * Keeps out of messages what must not be in them. The messages are those of records' constructors,
 * which are not ours.
 */
final class Redaction {

  private final List<UnaryOperator<String>> replacements = new ArrayList<>();

  /** Hides the value wherever it is in a message, be it part of a longer word. */
  void hideSecret(String value) {
    if (!value.isEmpty()) {
      replacements.add(message -> message.replace(value, "***"));
    }
  }

  /** Shows a value that came from the environment as it is written: {@code ${PORT}}. */
  void showWritten(ConfigNode.Scalar scalar) {
    if (!scalar.text().isEmpty() && !scalar.text().equals(scalar.written())) {
      // Only as a word: a variable that is 1 must not spoil "must be from 1 to 1000".
      Pattern word = Pattern.compile("(?<!\\w)" + Pattern.quote(scalar.text()) + "(?!\\w)");
      String written = Matcher.quoteReplacement(scalar.written());
      replacements.add(message -> word.matcher(message).replaceAll(written));
    }
  }

  String apply(String message) {
    String result = message;
    for (UnaryOperator<String> replacement : replacements) {
      result = replacement.apply(result);
    }
    return result;
  }
}
