package org.threadless.router.handler;

import java.util.List;
import java.util.Optional;
import org.threadless.router.message.IncomingMessage;

/**
 * Handles what begins with a keyword.
 *
 * @param isAlone whether nothing may follow it
 */
record KeywordHandler(Keyword keyword, boolean isAlone, OnKeyword action) implements Handler {

  @Override
  public List<String> words() {
    return keyword.words();
  }

  @Override
  public boolean handle(IncomingMessage message) throws Exception {
    Optional<String> rest = keyword.rest(message.text()).filter(this::mayFollow);
    if (rest.isPresent()) {
      action.answer(message, rest.get());
    }
    return rest.isPresent();
  }

  /** Returns whether it takes messages of which this follows the keyword. */
  boolean mayFollow(String rest) {
    return !isAlone || rest.isEmpty();
  }

  /** Returns the keyword, for people. */
  @Override
  public String toString() {
    return "keyword '" + keyword + "'" + (isAlone ? " alone" : "");
  }
}
