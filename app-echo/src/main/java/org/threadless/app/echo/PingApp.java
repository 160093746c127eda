package org.threadless.app.echo;

import org.threadless.router.app.App;
import org.threadless.router.message.IncomingMessage;

/** Replies to exactly {@code ping} with {@code pong}. */
final class PingApp implements App {

  @Override
  public boolean handle(IncomingMessage message) {
    boolean ping = message.text().equals("ping");
    if (ping) {
      message.respond("pong");
    }
    return ping;
  }
}
