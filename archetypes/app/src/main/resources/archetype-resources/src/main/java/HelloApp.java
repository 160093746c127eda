package ${package};

import java.util.List;
import org.threadless.router.handler.Handler;
import org.threadless.router.handler.HandlerApp;
import org.threadless.router.message.IncomingMessage;

/** Greets whoever says hello. */
final class HelloApp implements HandlerApp {

  @Override
  public List<Handler> handlers() {
    return List.of(Handler.keyword("hello|hi", this::greet));
  }

  private void greet(IncomingMessage message, String name) {
    message.respond(name.isEmpty() ? "Hello!" : "Hello, " + name + "!");
  }
}
