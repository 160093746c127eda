package org.threadless.console.call;

import java.util.Optional;

/**
 * Why something cannot be shown or done.
 *
 * @param heading in a few words
 * @param line what was wrong and what to do
 * @param person where somebody is whom the line names
 * @param isAfterChange whether something was to be changed, which it was not
 */
public record ShownProblem(
    String heading, String line, Optional<String> person, boolean isAfterChange) {

  static ShownProblem of(int status, PersonNamed line, boolean isAfterChange) {
    return new ShownProblem(heading(status), line.line(), line.href(), isAfterChange);
  }

  private static String heading(int status) {
    return switch (status) {
      case 403 -> "Not allowed";
      case 404 -> "Not found";
      case 503 -> "Not now";
      default -> status < 500 ? "This cannot be done" : "Something went wrong";
    };
  }
}
