package org.threadless.router.handler;

import java.util.List;
import java.util.function.Predicate;
import org.threadless.router.message.IncomingMessage;

/** Answers the messages that begin in one way, and leaves all others alone. */
public sealed interface Handler permits KeywordHandler, PatternHandler, OccasionalHandler {

  /** What is done with a message that begins with a keyword. */
  @FunctionalInterface
  interface OnKeyword {

    /**
     * Answers a message.
     *
     * @param rest what follows the keyword as it came, without blanks at its ends; may be empty.
     *     See {@link Digits#toAscii} for a number
     */
    void answer(IncomingMessage message, String rest) throws Exception;
  }

  /** What is done with a message that a pattern matches. */
  @FunctionalInterface
  interface OnPattern {

    /**
     * Answers a message.
     *
     * @param groups what the groups of the pattern hold, in their order: digits and nothing else as
     *     ASCII digits, other text as it came; an empty text for one that took no part in the match
     */
    void answer(IncomingMessage message, List<String> groups) throws Exception;
  }

  /**
   * Returns a handler of the messages that begin with a keyword; see {@link Keyword}.
   *
   * @param words one or several, with {@code |} between them: {@code "register|reg|join"}
   * @throws IllegalArgumentException where a word is empty or has blanks around it, or begins with
   *     a quotation mark
   */
  static Handler keyword(String words, OnKeyword action) {
    return new KeywordHandler(new Keyword(words), false, action);
  }

  /**
   * Returns a handler of the messages that are a keyword and nothing else, blanks and punctuation
   * apart; what follows is an empty text then.
   *
   * @param words as for {@link #keyword}
   * @throws IllegalArgumentException as there
   */
  static Handler alone(String words, OnKeyword action) {
    return new KeywordHandler(new Keyword(words), true, action);
  }

  /**
   * Returns the same, that leaves alone also those messages for which this does not hold.
   *
   * @param when says it to people, as {@code "of who has voted"}
   */
  default Handler when(String when, Predicate<IncomingMessage> condition) {
    return new OccasionalHandler(this, when, condition);
  }

  /**
   * Returns a handler of the messages that a regular expression matches, from the start of the text
   * but not necessarily to its end, in any case of letters. A space in it is a space of any kind, a
   * digit one of any script; what nobody sees (Default_Ignorable_Code_Points) is passed over, and
   * pattern and text are compared in NFC.
   *
   * @param regex as {@link java.util.regex.Pattern} reads it
   * @throws java.util.regex.PatternSyntaxException where it is none
   */
  static Handler pattern(String regex, OnPattern action) {
    return new PatternHandler(regex, action);
  }

  /** Returns the words of which a message begins with one; none of a handler by a pattern. */
  default List<String> words() {
    return List.of();
  }

  /**
   * Answers a message, if it is for this handler.
   *
   * @return whether it was
   */
  boolean handle(IncomingMessage message) throws Exception;
}
