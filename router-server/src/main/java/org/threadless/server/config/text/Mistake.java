package org.threadless.server.config.text;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * One thing that is wrong with the configuration.
 *
 * @param place where it is
 * @param problem what is wrong and what was expected, as the rest of a sentence that starts with
 *     the key: {@code must be from 0 to 65535, and is 70000}. One line, and never a secret.
 */
public record Mistake(Place place, String problem) {

  private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\u2028\\u2029]+");

  /** Refuses null. */
  public Mistake {
    Objects.requireNonNull(place, "place");
    Objects.requireNonNull(problem, "problem");
  }

  /** Returns one line: {@code conf/router.yml:12: http.port must be ..., and is 70000}. */
  @Override
  public String toString() {
    String file = place.line() == 0 ? place.file() : place.file() + ":" + place.line();
    String sentence = place.key().isEmpty() ? problem : place.key() + " " + problem;
    // A quoted key or a value may have line breaks in it.
    return CONTROL.matcher(file + ": " + sentence.strip()).replaceAll(" ");
  }
}
