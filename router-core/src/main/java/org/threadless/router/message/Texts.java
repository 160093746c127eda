package org.threadless.router.message;

/** What a text must be so that every database and every gateway can carry it. */
final class Texts {

  private Texts() {}

  /**
   * Refuses U+0000, which PostgreSQL cannot store, and surrogates without their partner, which
   * UTF-8 cannot carry.
   */
  static String requireUnicode(String text) {
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
}
