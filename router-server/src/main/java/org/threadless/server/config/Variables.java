package org.threadless.server.config;

import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.text.StringSubstitutor;

/**
 * Replaces {@code ${NAME}} and {@code ${NAME:-value}} by variables of the environment. As in a
 * shell, {@code value} stands in for a variable that is not set or empty. What comes in is not
 * looked at again, so that a password may have any characters. {@code $${NAME}} is a plain {@code
 * ${NAME}}; any other {@code $} is itself.
 */
final class Variables {

  private static final Pattern REFERENCE =
      Pattern.compile("(?<name>[A-Za-z_][A-Za-z0-9_]*)(:-(?<fallback>.*))?", Pattern.DOTALL);

  private final Map<String, String> environment;

  Variables(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /** Returns {@code text} with variables replaced; {@code problems} gets what is wrong with it. */
  String replace(String text, Set<String> problems) {
    return new StringSubstitutor(reference -> lookUp(reference, problems))
        .setDisableSubstitutionInValues(true)
        // The substitutor has defaults too, but then does not tell which variable is not set.
        .setValueDelimiterMatcher(null)
        .replace(text);
  }

  private String lookUp(String reference, Set<String> problems) {
    Matcher matcher = REFERENCE.matcher(reference);
    if (!matcher.matches() || reference.contains("${")) {
      problems.add("may have ${NAME} and ${NAME:-value} in it; write $${ for a plain ${");
      return "";
    }
    String name = matcher.group("name");
    String value = environment.get(name);
    String fallback = matcher.group("fallback");
    if (value == null && fallback == null) {
      problems.add("needs the environment variable " + name + ", which is not set");
      return "";
    }
    return fallback != null && (value == null || value.isEmpty()) ? fallback : value;
  }
}
