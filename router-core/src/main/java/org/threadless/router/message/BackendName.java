package org.threadless.router.message;

import java.util.regex.Pattern;

/**
 * The name that a backend is configured under, and the last part of its URL. Two backends may share
 * an engine; no two share a name.
 *
 * @param value 1 to 50 of the characters {@code A-Z a-z 0-9 _ -}
 */
public record BackendName(String value) {

  private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9_-]{1,50}");

  /** Checks the name. */
  public BackendName {
    if (!ALLOWED.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a backend name is 1 to 50 of the characters A-Z a-z 0-9 _ -");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
