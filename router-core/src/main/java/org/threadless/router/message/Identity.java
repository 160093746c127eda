package org.threadless.router.message;

import java.util.Objects;

/**
 * Who is at the other end on one backend: a phone number, a nick. Compared exactly. 1 to 100
 * characters, none of them a control or a format character (Unicode Cc and Cf), since two that look
 * the same would be two people.
 */
public final class Identity {

  /** The longest identity, in characters (UTF-16 units). */
  public static final int MAX_LENGTH = 100;

  private final String value;

  /**
   * Checks the identity.
   *
   * @throws IllegalArgumentException where it is none; its message goes on after the name of the
   *     field
   */
  public Identity(String value) {
    this(value, true);
  }

  private Identity(String value, boolean checked) {
    this.value = Objects.requireNonNull(value, "value");
    if (checked) {
      check(value);
    }
  }

  /** Returns an identity that is stored, and that an older version may have taken as it was. */
  public static Identity stored(String value) {
    return new Identity(value, false);
  }

  private static void check(String value) {
    if (value.isEmpty() || value.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "must have 1 to " + MAX_LENGTH + " characters, and has " + value.length());
    }
    if (value.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("must not hold a control character");
    }
    if (value.codePoints().anyMatch(Identity::isFormat)) {
      throw new IllegalArgumentException(
          "must not hold a format character, which nobody sees, such as U+200F");
    }
    Texts.requireUnicode(value);
  }

  /** Returns whether it is one of those that nobody sees, and no identity holds: Unicode's Cf. */
  public static boolean isFormat(int codePoint) {
    return Character.getType(codePoint) == Character.FORMAT;
  }

  /** Returns the identity as it is compared and stored. */
  public String value() {
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Identity that && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return value;
  }
}
