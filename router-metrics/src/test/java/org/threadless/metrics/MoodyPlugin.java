package org.threadless.metrics;

import org.threadless.router.app.App;
import org.threadless.router.app.AppPlugin;
import org.threadless.router.message.IncomingMessage;

/** An app that answers, but for what it cannot bear. */
final class MoodyPlugin implements AppPlugin {

  @Override
  public String name() {
    return "moody";
  }

  @Override
  public Class<? extends App> appType() {
    return Moody.class;
  }

  static final class Moody implements App {
    @Override
    public boolean handle(IncomingMessage message) {
      if (message.text().equals("broken")) {
        throw new IllegalStateException("no");
      }
      return message.respond("so so") != null;
    }
  }
}
