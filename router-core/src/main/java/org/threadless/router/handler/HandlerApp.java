package org.threadless.router.handler;

import java.util.List;
import org.threadless.router.app.App;
import org.threadless.router.message.IncomingMessage;

/**
 * An app that answers messages by how they begin, and so is one method:
 *
 * <pre>{@code
 * final class HelloApp implements HandlerApp {
 *   @Override
 *   public List<Handler> handlers() {
 *     return List.of(Handler.keyword("hello", (message, rest) -> message.respond("hi " + rest)));
 *   }
 * }
 * }</pre>
 *
 * <p>The other phases are those of {@link App}, and may be used as well.
 */
public interface HandlerApp extends App {

  /**
   * Returns the handlers; the first that a message is for answers it. Asked for each message, and
   * once more at start, to tell whether each of them can be reached.
   */
  List<Handler> handlers();

  /** Lets the handlers answer, each in its turn until one has. */
  @Override
  default boolean handle(IncomingMessage message) throws Exception {
    for (Handler handler : handlers()) {
      if (handler.handle(message)) {
        return true;
      }
    }
    return false;
  }
}
