package org.threadless.backend.httptester;

import org.threadless.router.app.App;
import org.threadless.router.app.AppPlugin;
import org.threadless.router.message.IncomingMessage;

/** An app that does in each phase what the text asks for. */
final class DecidingPlugin implements AppPlugin {

  @Override
  public String name() {
    return "deciding";
  }

  @Override
  public Class<? extends App> appType() {
    return Deciding.class;
  }

  static final class Deciding implements App {

    @Override
    public boolean filter(IncomingMessage message) {
      return message.text().equals("stop");
    }

    @Override
    public void parse(IncomingMessage message) {
      message.replaceText(message.text().replace("please ", ""));
    }

    @Override
    public boolean handle(IncomingMessage message) {
      if (message.text().equals("fail")) {
        throw new IllegalStateException("it is <broken>");
      }
      return false;
    }

    @Override
    public boolean fallback(IncomingMessage message) {
      if (message.text().equals("help")) {
        message.respond("Say echo & something.");
        return true;
      }
      return false;
    }
  }
}
