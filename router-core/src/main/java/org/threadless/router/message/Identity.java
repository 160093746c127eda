package org.threadless.router.message;

/**
 * Who is at the other end on one backend: a phone number, a nick. Taken as it comes, without
 * normalising, and compared exactly.
 *
 * @param value 1 to 100 characters, none of them a control character
 */
public record Identity(String value) {

  /** The longest identity, in characters (UTF-16 units). */
  public static final int MAX_LENGTH = 100;

  /** Checks the identity. */
  public Identity {
    if (value.isEmpty() || value.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "must have 1 to " + MAX_LENGTH + " characters, and has " + value.length());
    }
    if (value.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("must not hold a control character");
    }
    Texts.requireUnicode(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
