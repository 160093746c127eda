package org.threadless.router.handler;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The word that a message begins with where it is for one app: leading blanks, the keyword in any
 * case, then the end of the text, or one or more of blank {@code , ; :} and the rest. A keyword is
 * a whole word: {@code echohello} does not begin with {@code echo}. Safe for any thread.
 */
public final class Keyword {

  private final List<String> words;
  private final Pattern pattern;

  /**
   * @param words one or several, with {@code |} between them: {@code "register|reg|join"}
   * @throws IllegalArgumentException where a word is empty or has blanks around it
   */
  public Keyword(String words) {
    this.words = List.of(words.split("\\|", -1));
    String any = this.words.stream().map(Keyword::quoted).collect(Collectors.joining("|"));
    // Nothing here can be matched in two ways, so the time a text takes grows with its length only.
    this.pattern =
        Pattern.compile(
            "\\s*(?:" + any + ")(?:[\\s,;:]+(.*))?",
            Pattern.CASE_INSENSITIVE
                | Pattern.UNICODE_CASE
                | Pattern.UNICODE_CHARACTER_CLASS
                | Pattern.DOTALL);
  }

  /**
   * Returns what follows the keyword, without blanks at its ends; empty text where nothing does.
   *
   * @return no value where the text does not begin with the keyword
   */
  public Optional<String> rest(String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return Optional.of(matcher.group(1) == null ? "" : matcher.group(1).strip());
  }

  List<String> words() {
    return words;
  }

  /** Returns the words as they were given. */
  @Override
  public String toString() {
    return String.join("|", words);
  }

  private static String quoted(String word) {
    if (word.isEmpty() || !word.equals(word.strip())) {
      throw new IllegalArgumentException(
          "a keyword must be a word without blanks around it, and one is '" + word + "'");
    }
    return Pattern.quote(word);
  }
}
