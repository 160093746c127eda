package org.threadless.router.app;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Group;
import org.threadless.router.message.Identity;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.SendOptions;
import org.threadless.router.message.Text;

/**
 * Sends messages that answer nothing: a reminder, an alert to others. Safe for any thread.
 *
 * <p>Called by an app while it has a message before it, what is sent belongs to that message: it is
 * stored in the same transaction, and sent after the last phase. Called from anywhere else, it is
 * stored and sent before this returns.
 *
 * <p>Ten messages at most are sent like that, replies before others. The rest of what one message
 * has caused, or one call from anywhere else, goes out in turn with all that waits: it is stored
 * when this returns, and does not hold up who sends to thousands.
 */
public interface Messenger {

  /**
   * Sends a text, as one message to each connection.
   *
   * @return the messages, those that an app cancelled included
   * @throws IllegalArgumentException where the text is not valid Unicode or holds U+0000, or a
   *     backend is not configured; nothing was stored or sent
   * @throws IllegalStateException in an app's {@code outgoing} phase
   * @throws org.threadless.router.conversation.StoreUnavailableException where the database cannot
   *     be used now; nothing was stored or sent
   */
  default List<OutgoingMessage> send(String text, Collection<Connection> to) {
    return send(text, SendOptions.none(), to);
  }

  /** The same, with what is said of their sending: not before a time, say. */
  List<OutgoingMessage> send(String text, SendOptions options, Collection<Connection> to);

  /** The same as {@link #send(String, SendOptions, Collection)}. */
  default List<OutgoingMessage> send(String text, SendOptions options, Connection... to) {
    return send(text, options, Arrays.asList(to));
  }

  /**
   * Cancels a message that has not gone out: one that is not to be sent before a time which has not
   * come, or that waits for its turn or its next try, and that no node is sending now. Called by an
   * app while it has a message before it, this is part of that message's transaction. A message
   * that is made in this transaction is not known yet.
   *
   * @param message our id of it
   * @throws org.threadless.router.conversation.StoreUnavailableException where the database cannot
   *     be used now
   */
  Cancellation cancel(UUID message);

  /**
   * Cancels whatever was to go to a connection and has not gone out, as {@link #cancel(UUID)} does:
   * of its last 1,000 messages.
   *
   * @param reason kept with each message
   * @return how many messages that were
   * @throws org.threadless.router.conversation.StoreUnavailableException where the database cannot
   *     be used now
   */
  int cancel(Connection to, String reason);

  /** The same on every configured backend. */
  int cancel(Identity to, String reason);

  /** The same as {@link #send(String, Collection)}. */
  default List<OutgoingMessage> send(String text, Connection... to) {
    return send(text, Arrays.asList(to));
  }

  /**
   * Sends a text to each of these, by the backends that the configuration's {@code routes} name for
   * them: the same as {@link #send(String, Collection)} to the connections that {@link #route}
   * returns.
   *
   * @throws NoRouteException where no route leads to one of them; nothing was stored or sent
   */
  default List<OutgoingMessage> send(String text, Identity... to) {
    return send(text, Arrays.stream(to).map(this::route).toList());
  }

  /**
   * Sends a text to each member of a group once, by the connection that was heard from last; where
   * none was, by the one that was added last. To more than ten it is one broadcast, which goes
   * behind what is sent to few.
   *
   * @return the messages, and who was passed over, since there is nothing to reach them by
   */
  default GroupMessages send(String text, Group group) {
    return send(text, SendOptions.none(), group);
  }

  /** The same, with what is said of their sending: not before a time, say. */
  GroupMessages send(String text, SendOptions options, Group group);

  /** Sends one of the app's own texts to each member of a group, in the language of each. */
  default GroupMessages send(Text text, Group group) {
    return send(text, SendOptions.none(), group);
  }

  /** The same, with what is said of their sending: not before a time, say. */
  GroupMessages send(Text text, SendOptions options, Group group);

  /**
   * Sends one of the app's own texts, as one message to each connection, in the language of each.
   * However many there are, the database is asked once for their languages.
   *
   * @return the messages, those that an app cancelled included
   * @throws IllegalArgumentException where a backend is not configured; nothing was stored or sent
   * @throws IllegalStateException in an app's {@code outgoing} phase, and where it is not an app
   *     that had this messenger injected
   * @throws RuntimeException where the app has no words for it; nothing was stored or sent
   * @throws org.threadless.router.conversation.StoreUnavailableException where the database cannot
   *     be used now; nothing was stored or sent
   */
  default List<OutgoingMessage> send(Text text, Collection<Connection> to) {
    return send(text, SendOptions.none(), to);
  }

  /** The same, with what is said of their sending: not before a time, say. */
  List<OutgoingMessage> send(Text text, SendOptions options, Collection<Connection> to);

  /** The same as {@link #send(Text, SendOptions, Collection)}. */
  default List<OutgoingMessage> send(Text text, SendOptions options, Connection... to) {
    return send(text, options, Arrays.asList(to));
  }

  /** The same as {@link #send(Text, Collection)}. */
  default List<OutgoingMessage> send(Text text, Connection... to) {
    return send(text, Arrays.asList(to));
  }

  /**
   * Sends one of the app's own texts to each of these, by the backends that the configuration's
   * {@code routes} name for them.
   *
   * @throws NoRouteException where no route leads to one of them; nothing was stored or sent
   */
  default List<OutgoingMessage> send(Text text, Identity... to) {
    return send(text, Arrays.stream(to).map(this::route).toList());
  }

  /**
   * Returns the connection by which the configuration's {@code routes} reach somebody: the longest
   * prefix first, then by the weights of its backends. It is the same for the same identity as long
   * as the routes are.
   *
   * @throws NoRouteException where no route leads there
   */
  Connection route(Identity to);
}
