package org.threadless.router.handler;

import java.util.List;
import java.util.function.Predicate;
import org.threadless.router.message.IncomingMessage;

/** Handles some of the messages that another one would. */
record OccasionalHandler(Handler handler, String when, Predicate<IncomingMessage> condition)
    implements Handler {

  @Override
  public List<String> words() {
    return handler.words();
  }

  @Override
  public boolean handle(IncomingMessage message) throws Exception {
    return condition.test(message) && handler.handle(message);
  }

  /** Returns the other one and when, for people. */
  @Override
  public String toString() {
    return handler + " " + when;
  }
}
