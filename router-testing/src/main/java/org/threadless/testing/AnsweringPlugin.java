package org.threadless.testing;

import org.threadless.router.app.App;
import org.threadless.router.app.AppPlugin;
import org.threadless.router.message.IncomingMessage;

/** An app that answers every message with its own text. */
final class AnsweringPlugin implements AppPlugin {

  @Override
  public String name() {
    return "answering";
  }

  @Override
  public Class<? extends App> appType() {
    return Answering.class;
  }

  /** Answers every message with its own text. */
  static final class Answering implements App {
    @Override
    public boolean handle(IncomingMessage message) {
      message.respond(message.text());
      return true;
    }
  }
}
