package org.threadless.router.handler;

import java.util.Optional;
import org.threadless.router.message.IncomingMessage;

/** Handles what begins with a keyword. */
record KeywordHandler(Keyword keyword, OnKeyword action) implements Handler {

  @Override
  public boolean handle(IncomingMessage message) throws Exception {
    Optional<String> rest = keyword.rest(message.text());
    if (rest.isPresent()) {
      action.answer(message, rest.get());
    }
    return rest.isPresent();
  }

  /** Returns the keyword, for people. */
  @Override
  public String toString() {
    return "keyword '" + keyword + "'";
  }
}
