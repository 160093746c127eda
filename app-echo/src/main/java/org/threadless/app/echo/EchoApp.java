package org.threadless.app.echo;

import java.util.List;
import org.threadless.router.handler.Handler;
import org.threadless.router.handler.HandlerApp;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.Text;

/** Replies to {@code echo <anything>} with what follows the keyword. */
final class EchoApp implements HandlerApp {

  private static final Text USAGE = Text.of("usage");

  private static final List<Handler> HANDLERS = List.of(Handler.keyword("echo", EchoApp::echo));

  @Override
  public List<Handler> handlers() {
    return HANDLERS;
  }

  private static void echo(IncomingMessage message, String text) {
    if (text.isEmpty()) {
      message.respond(USAGE);
    } else {
      message.respond(text);
    }
  }
}
