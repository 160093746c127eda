package org.threadless.router.handler;

/**
 * What follows the place where a keyword may end.
 *
 * @param text the folded one
 * @param quoted whether there may be quotation marks before the keyword
 */
record AfterKeyword(String text, boolean quoted) {

  /** Returns where the rest begins, or -1 if the keyword does not end at that place, or is -1. */
  int rest(int end) {
    if (end < 0 || end == text.length()) {
      return end;
    }
    int closed = skipQuotationMarks(end);
    if (closed == text.length() || Characters.isSeparator(text.charAt(closed))) {
      return skipSeparators(closed);
    }
    int punctuated = skipPunctuation(closed);
    if (punctuated == text.length() || Characters.isBlank(text.charAt(punctuated))) {
      return skipSeparators(punctuated);
    }
    return closed > end ? closed : -1;
  }

  private int skipQuotationMarks(int from) {
    int at = from;
    while (at < text.length() && closes(at)) {
      at++;
    }
    return at;
  }

  /** A quotation mark after a comma belongs to the keyword, one after a blank to the rest. */
  private int skipSeparators(int from) {
    boolean blank = false;
    int at = from;
    while (at < text.length()
        && (Characters.isSeparator(text.charAt(at)) || (quoted && !blank && closes(at)))) {
      blank |= Characters.isBlank(text.charAt(at));
      at++;
    }
    return at;
  }

  private int skipPunctuation(int from) {
    int at = from;
    while (at < text.length() && Characters.isPunctuation(text.codePointAt(at))) {
      at += Character.charCount(text.codePointAt(at));
    }
    return at;
  }

  private boolean closes(int at) {
    char c = text.charAt(at);
    if (Characters.isApostrophe(c)) {
      // As in it's.
      return at + 1 == text.length() || !Character.isLetterOrDigit(text.codePointAt(at + 1));
    }
    return Characters.isQuotationMark(c) && (quoted || !Characters.isOpening(c));
  }
}
