package org.threadless.router.handler;

/** What is asked of single characters, given as code points. */
final class Characters {

  /**
   * Default_Ignorable_Code_Point of Unicode's DerivedCoreProperties.txt, which Java does not know:
   * first and last of each range, reserved code points included.
   */
  private static final int[] IGNORABLE = {
    0x00AD, 0x00AD, 0x034F, 0x034F, 0x061C, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180F,
    0x200B, 0x200F, 0x202A, 0x202E, 0x2060, 0x206F, 0x3164, 0x3164, 0xFE00, 0xFE0F, 0xFEFF, 0xFEFF,
    0xFFA0, 0xFFA0, 0xFFF0, 0xFFF8, 0x1BCA0, 0x1BCA3, 0x1D173, 0x1D17A, 0xE0000, 0xE0FFF
  };

  /** Quotation_Mark of Unicode's PropList.txt, but for the apostrophes. */
  private static final String QUOTATION =
      "\"\u00AB\u00BB\u2018\u201A\u201B\u201C\u201D\u201E\u201F\u2039\u203A\u2E42\u300C\u300D\u300E"
          + "\u300F\u301D\u301E\u301F\uFE41\uFE42\uFE43\uFE44\uFF02\uFF62\uFF63";

  /** These are quotation marks, or stand inside a word. */
  private static final String APOSTROPHES = "'\u2019\uFF07";

  /** Besides blanks: the comma also as Arabic and Chinese have it. */
  private static final String SEPARATORS = ",;:\u060C\uFF0C";

  private Characters() {}

  /** Returns whether it is White_Space: no-break spaces are. */
  static boolean isBlank(int c) {
    return (c >= '\t' && c <= '\r') || c == 0x85 || Character.isSpaceChar(c);
  }

  /** Returns whether it is passed over, since nothing of it is seen. */
  static boolean isIgnorable(int c) {
    if (c < IGNORABLE[0]) {
      return false;
    }
    for (int i = 0; i < IGNORABLE.length && IGNORABLE[i] <= c; i += 2) {
      if (c <= IGNORABLE[i + 1]) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether it is ignorable, but says how the character before it looks. */
  static boolean isVariation(int c) {
    boolean selector = (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
    boolean mongolian = c >= 0x180B && c <= 0x180F && c != 0x180E;
    boolean tag = c >= 0xE0020 && c <= 0xE007F;
    return selector || mongolian || tag;
  }

  static boolean isQuotationMark(int c) {
    return QUOTATION.indexOf(c) >= 0 || isApostrophe(c);
  }

  static boolean isApostrophe(int c) {
    return APOSTROPHES.indexOf(c) >= 0;
  }

  /** Returns whether a keyword ends before it. */
  static boolean isSeparator(int c) {
    return isBlank(c) || SEPARATORS.indexOf(c) >= 0;
  }

  static boolean isPunctuation(int c) {
    return switch (Character.getType(c)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          true;
      default -> false;
    };
  }

  /** Returns whether it begins a quotation and never ends one, unless one has begun. */
  static boolean isOpening(int c) {
    int type = Character.getType(c);
    return type == Character.INITIAL_QUOTE_PUNCTUATION || type == Character.START_PUNCTUATION;
  }

  /** Returns whether it may become one character with what is before it. */
  static boolean joins(int c) {
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK ->
          true;
      // Vowels and final consonants of Korean, and vowel signs of Kirat Rai.
      default -> (c >= 0x1160 && c <= 0x11FF) || (c >= 0x16D63 && c <= 0x16D67);
    };
  }

  static boolean isGreekCapital(int c) {
    return Character.isUpperCase(c)
        && Character.UnicodeScript.of(c) == Character.UnicodeScript.GREEK;
  }
}
