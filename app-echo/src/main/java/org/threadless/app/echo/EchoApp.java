package org.threadless.app.echo;

import java.util.List;
import org.threadless.router.handler.Handler;
import org.threadless.router.handler.HandlerApp;
import org.threadless.router.message.IncomingMessage;

/** Replies to {@code echo <anything>} with what follows the keyword. */
final class EchoApp implements HandlerApp {

  private static final List<Handler> HANDLERS = List.of(Handler.keyword("echo", EchoApp::echo));

  @Override
  public List<Handler> handlers() {
    return HANDLERS;
  }

  private static void echo(IncomingMessage message, String text) {
    message.respond(text.isEmpty() ? "To echo some text, send: ECHO <ANYTHING>" : text);
  }
}
