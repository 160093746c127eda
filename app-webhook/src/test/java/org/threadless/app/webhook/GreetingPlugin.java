package org.threadless.app.webhook;

import jakarta.inject.Inject;
import org.threadless.router.app.App;
import org.threadless.router.app.AppPlugin;
import org.threadless.router.message.Contact;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.people.Contacts;

/** An app that makes everybody a contact before others see the message. */
final class GreetingPlugin implements AppPlugin {

  @Override
  public String name() {
    return "greeting";
  }

  @Override
  public Class<? extends App> appType() {
    return GreetingApp.class;
  }

  static final class GreetingApp implements App {

    private final Contacts contacts;

    @Inject
    GreetingApp(Contacts contacts) {
      this.contacts = contacts;
    }

    @Override
    public boolean filter(IncomingMessage message) {
      Contact unused = contacts.of(message.connection());
      return false;
    }
  }
}
