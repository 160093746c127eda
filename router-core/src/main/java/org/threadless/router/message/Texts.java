package org.threadless.router.message;

/** What a text must be so that every database and every gateway can carry it. */
public final class Texts {

  private Texts() {}

  /**
   * Refuses U+0000, which PostgreSQL cannot store, and surrogates without their partner, which
   * UTF-8 cannot carry.
   */
  public static String requireUnicode(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        throw new IllegalArgumentException("must not hold the character U+0000");
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        throw new IllegalArgumentException("must be valid Unicode, and holds half a character");
      }
    }
    return text;
  }

  /**
   * Refuses what is not a name: of 1 to so many characters, none of them a control character, and
   * no blank at its ends, where nobody sees it. The message of the exception goes on after the name
   * of the field.
   */
  public static String requireName(String name, int maxLength) {
    if (name.isEmpty() || name.length() > maxLength) {
      throw new IllegalArgumentException(
          "must have 1 to " + maxLength + " characters, and has " + name.length());
    }
    if (name.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("must not hold a control character");
    }
    if (!name.equals(name.strip())) {
      throw new IllegalArgumentException("must not begin or end with a blank");
    }
    return requireUnicode(name);
  }

  /**
   * The same.
   *
   * @param what is named in the message of the exception
   */
  static String requireName(String what, String name, int maxLength) {
    try {
      return requireName(name, maxLength);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(what + " " + e.getMessage(), e);
    }
  }

  /** Refuses a text that no database could keep, or that is longer than so many characters. */
  static String requireText(String what, String text, int maxLength) {
    if (text.length() > maxLength) {
      throw new IllegalArgumentException(
          what + " must have at most " + maxLength + " characters, and has " + text.length());
    }
    try {
      return requireUnicode(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(what + " " + e.getMessage(), e);
    }
  }
}
