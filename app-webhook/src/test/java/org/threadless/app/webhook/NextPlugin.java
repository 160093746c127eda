package org.threadless.app.webhook;

import org.threadless.router.app.App;
import org.threadless.router.app.AppPlugin;
import org.threadless.router.message.IncomingMessage;

/** An app that answers what is left to it. */
final class NextPlugin implements AppPlugin {

  @Override
  public String name() {
    return "next";
  }

  @Override
  public Class<? extends App> appType() {
    return NextApp.class;
  }

  static final class NextApp implements App {

    @Override
    public boolean fallback(IncomingMessage message) {
      message.respond("the next app");
      return true;
    }
  }
}
