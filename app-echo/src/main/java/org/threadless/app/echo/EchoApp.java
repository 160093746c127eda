package org.threadless.app.echo;

import java.util.Optional;
import org.threadless.router.app.App;
import org.threadless.router.handler.Keyword;
import org.threadless.router.message.IncomingMessage;

/** Replies to {@code echo <anything>} with what follows the keyword. */
final class EchoApp implements App {

  private static final Keyword ECHO = new Keyword("echo");

  @Override
  public boolean handle(IncomingMessage message) {
    Optional<String> rest = ECHO.rest(message.text());
    rest.ifPresent(
        text ->
            message.respond(text.isEmpty() ? "To echo some text, send: ECHO <ANYTHING>" : text));
    return rest.isPresent();
  }
}
