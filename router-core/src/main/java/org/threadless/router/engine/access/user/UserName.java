package org.threadless.router.engine.access.user;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What somebody signs in as: 1 to 100 of the characters {@code a-z 0-9 . _ @ + -}. In no case: a
 * phone's keyboard begins with a capital by itself.
 *
 * @param value in small letters
 */
public record UserName(String value) implements Comparable<UserName> {

  private static final Pattern FORM = Pattern.compile("[a-z0-9._@+-]{1,100}");

  /** Makes all letters small, and refuses what is no name; the message goes on from its field. */
  public UserName {
    value = value.strip().toLowerCase(Locale.ROOT);
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a user's name is 1 to 100 of the characters a-z 0-9 . _ @ + -");
    }
  }

  @Override
  public int compareTo(UserName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
