package org.threadless.console;

import java.util.concurrent.atomic.AtomicBoolean;
import org.threadless.router.app.App;
import org.threadless.router.app.AppPlugin;
import org.threadless.router.message.IncomingMessage;

/** An app that answers what begins with "stock", or throws: until it is mended. */
public final class FaultyPlugin implements AppPlugin {

  private static final AtomicBoolean mended = new AtomicBoolean();

  /** Has it throw, or answer. */
  public static void mend(boolean isMended) {
    mended.set(isMended);
  }

  @Override
  public String name() {
    return "stock";
  }

  @Override
  public Class<? extends App> appType() {
    return Stock.class;
  }

  static final class Stock implements App {

    @Override
    public boolean handle(IncomingMessage message) {
      if (!message.text().startsWith("stock")) {
        return false;
      }
      if (!mended.get()) {
        throw new IllegalStateException("no stock <b>in Kisumu</b>");
      }
      message.respond("there are 12");
      return true;
    }
  }
}
