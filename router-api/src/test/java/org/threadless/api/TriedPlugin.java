package org.threadless.api;

import jakarta.inject.Inject;
import org.threadless.router.app.App;
import org.threadless.router.app.AppPlugin;
import org.threadless.router.app.LaterException;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.people.Contacts;

/** An app that writes, throws or answers as it is told. */
final class TriedPlugin implements AppPlugin {

  @Override
  public String name() {
    return "tried";
  }

  @Override
  public Class<? extends App> appType() {
    return Tried.class;
  }

  static final class Tried implements App {

    private final Contacts contacts;

    @Inject
    Tried(Contacts contacts) {
      this.contacts = contacts;
    }

    @Override
    public void parse(IncomingMessage message) {
      message.replaceText(message.text().strip());
    }

    @Override
    public boolean handle(IncomingMessage message) {
      if (message.text().equals("fail")) {
        throw new IllegalStateException("no stock\nin Kisumu");
      }
      if (message.text().equals("later")) {
        throw new LaterException("the stock is being counted");
      }
      contacts.of(message.connection());
      message.respond("you said " + message.text());
      return true;
    }

    @Override
    public boolean outgoing(OutgoingMessage message) {
      return !message.text().endsWith("quiet") || message.cancel("asked for silence");
    }
  }
}
