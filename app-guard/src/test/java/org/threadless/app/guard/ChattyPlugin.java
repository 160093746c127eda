package org.threadless.app.guard;

import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.threadless.router.app.App;
import org.threadless.router.app.AppPlugin;
import org.threadless.router.app.Messenger;
import org.threadless.router.handler.Handler;
import org.threadless.router.handler.HandlerApp;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.SendOptions;
import org.threadless.router.people.Groups;

/** An app that answers whatever it is told, and tells others. */
final class ChattyPlugin implements AppPlugin {

  static final String UNKNOWN = "Nobody knows ";

  @Override
  public String name() {
    return "chatty";
  }

  @Override
  public Class<? extends App> appType() {
    return Chatty.class;
  }

  private static final class Chatty implements HandlerApp {

    private final Messenger messenger;
    private final Groups groups;

    @Inject
    Chatty(Messenger messenger, Groups groups) {
      this.messenger = messenger;
      this.groups = groups;
    }

    @Override
    public List<Handler> handlers() {
      return List.of(
          Handler.keyword("echo", (message, rest) -> message.respond(rest)),
          Handler.keyword("remind", (message, rest) -> remind(message)),
          Handler.keyword(
              "tell",
              (message, group) ->
                  messenger.send("stock-out", groups.find(group).orElseThrow()).messages()));
    }

    private static void remind(IncomingMessage message) {
      Instant due = message.receivedAt().plus(Duration.ofHours(1));
      message.respond("it is time", SendOptions.none().notBefore(due));
    }

    @Override
    public boolean filter(IncomingMessage message) {
      return message.fields().containsKey("spam");
    }

    @Override
    public boolean fallback(IncomingMessage message) {
      message.respond(UNKNOWN + message.text());
      return false;
    }
  }
}
