package org.threadless.router.handler;

import java.util.List;
import java.util.Optional;

/**
 * The word that a message begins with where it is for one app: leading blanks and quotation marks,
 * the keyword in any case, then the end of the text, or one or more of blank {@code , ; :} (also
 * the Arabic and the Chinese comma, and a closing quotation mark) and the rest, or other
 * punctuation before a blank or the end. A keyword is a whole word: neither {@code echohello} nor
 * {@code echo.hello} begins with {@code echo}.
 *
 * <p>Blank is every character of Unicode's White_Space; Default_Ignorable_Code_Points are passed
 * over, text and keyword are compared in NFC, decimal digits of all scripts are alike, and in a
 * text with Greek capitals the Latin ones that look like Greek ones are those. Safe for any thread.
 */
public final class Keyword {

  private final List<String> words;
  private final List<Caseless> compared;

  /**
   * @param words one or several, with {@code |} between them: {@code "register|reg|join"}
   * @throws IllegalArgumentException where a word is empty or has blanks around it, or begins with
   *     a quotation mark
   */
  public Keyword(String words) {
    this.words = List.of(words.split("\\|", -1));
    this.compared = this.words.stream().map(Keyword::compared).toList();
  }

  /**
   * Returns what follows the keyword as it came, without blanks at its ends; empty text where
   * nothing does.
   *
   * @return no value where the text does not begin with the keyword
   */
  public Optional<String> rest(String text) {
    Folded folded = Folded.of(text);
    for (String reading : folded.readings()) {
      int start = start(reading);
      for (Caseless word : compared) {
        int rest = new AfterKeyword(reading, start > 0).rest(word.end(reading, start));
        if (rest >= 0) {
          return Optional.of(folded.rest(rest));
        }
      }
    }
    return Optional.empty();
  }

  List<String> words() {
    return words;
  }

  /** Returns the words as they were given. */
  @Override
  public String toString() {
    return String.join("|", words);
  }

  private static int start(String text) {
    int start = 0;
    while (start < text.length() && comesBefore(text.charAt(start))) {
      start++;
    }
    return start;
  }

  private static boolean comesBefore(char c) {
    return Characters.isBlank(c) || Characters.isQuotationMark(c);
  }

  private static Caseless compared(String word) {
    String text = Folded.of(word).text();
    if (text.isEmpty()
        || comesBefore(text.charAt(0))
        || Characters.isBlank(text.charAt(text.length() - 1))) {
      throw new IllegalArgumentException(
          "a keyword must be a word without blanks around it or a quotation mark before it, and"
              + " one is '"
              + word
              + "'");
    }
    return Caseless.of(text);
  }
}
