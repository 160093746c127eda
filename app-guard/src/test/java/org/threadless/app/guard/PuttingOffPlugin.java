package org.threadless.app.guard;

import jakarta.inject.Inject;
import java.util.concurrent.atomic.AtomicBoolean;
import org.threadless.router.app.App;
import org.threadless.router.app.AppPlugin;
import org.threadless.router.app.LaterException;
import org.threadless.router.message.IncomingMessage;

/** An app that lets all wait until it is there, and answers then. */
final class PuttingOffPlugin implements AppPlugin {

  /**
   * @param there whether it is
   */
  record Settings(AtomicBoolean there) {}

  @Override
  public String name() {
    return "putting-off";
  }

  @Override
  public Class<? extends App> appType() {
    return PuttingOff.class;
  }

  @Override
  public Class<? extends Record> configType() {
    return Settings.class;
  }

  private static final class PuttingOff implements App {

    private final Settings settings;

    @Inject
    PuttingOff(Settings settings) {
      this.settings = settings;
    }

    @Override
    public boolean handle(IncomingMessage message) {
      if (!settings.there().get()) {
        throw new LaterException("it is not there");
      }
      message.respond("re " + message.text());
      return true;
    }
  }
}
