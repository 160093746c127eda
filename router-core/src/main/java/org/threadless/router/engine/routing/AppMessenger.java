package org.threadless.router.engine.routing;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.threadless.router.app.Cancellation;
import org.threadless.router.app.GroupMessages;
import org.threadless.router.app.Messenger;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Group;
import org.threadless.router.message.Identity;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.SendOptions;
import org.threadless.router.message.Text;
import org.threadless.router.message.Wording;

/**
 * What one app sends messages with: knows its texts, on whatever thread it is called.
 *
 * @param messenger sends them
 * @param wording of the app
 */
record AppMessenger(TransactionalMessenger messenger, Wording wording) implements Messenger {

  @Override
  public List<OutgoingMessage> send(String text, SendOptions options, Collection<Connection> to) {
    return messenger.send(text, options, to);
  }

  @Override
  public List<OutgoingMessage> send(Text text, SendOptions options, Collection<Connection> to) {
    return messenger.send(text, wording, options, to);
  }

  @Override
  public GroupMessages send(String text, SendOptions options, Group group) {
    return messenger.send(text, options, group);
  }

  @Override
  public GroupMessages send(Text text, SendOptions options, Group group) {
    return messenger.send(text, wording, options, group);
  }

  @Override
  public Cancellation cancel(UUID message) {
    return messenger.cancel(message);
  }

  @Override
  public int cancel(Connection to, String reason) {
    return messenger.cancel(to, reason);
  }

  @Override
  public int cancel(Identity to, String reason) {
    return messenger.cancel(to, reason);
  }

  @Override
  public Connection route(Identity to) {
    return messenger.route(to);
  }
}
