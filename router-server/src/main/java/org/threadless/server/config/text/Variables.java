package org.threadless.server.config.text;

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
 *
 * <p>One that is not closed is a mistake, as is a variable whose bytes are no text: either would be
 * taken literally, and a wrong password is hard to find.
 */
public final class Variables {

  private static final Pattern REFERENCE =
      Pattern.compile("(?<name>[A-Za-z_][A-Za-z0-9_]*)(:-(?<fallback>.*))?", Pattern.DOTALL);

  // From the first ${ on that has no } after it.
  private static final Pattern OPEN = Pattern.compile("\\$+\\{[^}]*\\z");
  private static final Pattern UNCLOSED = Pattern.compile("(?<!\\$)\\$\\{");

  // Java decodes the environment, and puts this in the place of what it cannot.
  private static final char REPLACEMENT = '\uFFFD';

  private final Map<String, String> environment;

  /**
   * @param environment the variables by their names
   */
  public Variables(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /** Returns {@code text} with variables replaced; {@code problems} gets what is wrong with it. */
  public String replace(String text, Set<String> problems) {
    Matcher open = OPEN.matcher(text);
    int end = open.find() ? open.start() : text.length();
    return closed(text.substring(0, end), problems) + literal(text.substring(end), problems);
  }

  private String closed(String text, Set<String> problems) {
    return new StringSubstitutor(reference -> lookUp(reference, problems))
        .setDisableSubstitutionInValues(true)
        // The substitutor has defaults too, but then does not tell which variable is not set.
        .setValueDelimiterMatcher(null)
        .replace(text);
  }

  /** The substitutor takes such a text as it is, with or without the sign that makes it plain. */
  private static String literal(String open, Set<String> problems) {
    if (UNCLOSED.matcher(open).find()) {
      problems.add("has a ${ without the } after it; write $${ for a plain ${");
    }
    return open.replace("$${", "${");
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
    if (value != null && value.indexOf(REPLACEMENT) >= 0) {
      problems.add("needs the environment variable " + name + ", which is not text in UTF-8");
    }
    return fallback != null && (value == null || value.isEmpty()) ? fallback : value;
  }
}
