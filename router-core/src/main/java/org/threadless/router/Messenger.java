package org.threadless.router;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Outbox;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.store.MessageStore;
import org.threadless.router.store.Planned;
import org.threadless.router.store.UnitOfWork;

/**
 * Sends messages that answer nothing: a reminder, an alert to others. Safe for any thread.
 *
 * <p>Called by an app while it has a message before it, what is sent belongs to that message: it is
 * stored in the same transaction, and sent after the last phase. Called from anywhere else, it is
 * stored and sent before this returns.
 */
@Singleton
public final class Messenger {

  private final Routers routers;
  private final MessageStore store;
  private final Delivery delivery;
  private final ThreadLocal<Outbox> routing = new ThreadLocal<>();

  @Inject
  Messenger(Routers routers, MessageStore store, Delivery delivery) {
    this.routers = routers;
    this.store = store;
    this.delivery = delivery;
  }

  /**
   * Sends a text, as one message to each connection.
   *
   * @return the messages, those that an app cancelled included
   * @throws IllegalArgumentException where the text is not valid Unicode or holds U+0000, or a
   *     backend is not configured; nothing was stored or sent
   * @throws IllegalStateException in an app's {@code outgoing} phase
   * @throws org.threadless.router.store.StoreUnavailableException where the database cannot be used
   *     now; nothing was stored or sent
   */
  public List<OutgoingMessage> send(String text, Collection<Connection> to) {
    Outbox outbox = routing.get();
    return outbox == null ? sendNow(text, to) : add(outbox, text, to);
  }

  /** The same as {@link #send(String, Collection)}. */
  public List<OutgoingMessage> send(String text, Connection... to) {
    return send(text, Arrays.asList(to));
  }

  /** Runs {@code work} so that what is sent on this thread meanwhile goes into {@code outbox}. */
  <T> T into(Outbox outbox, Supplier<T> work) {
    routing.set(outbox);
    try {
      return work.get();
    } finally {
      routing.remove();
    }
  }

  private List<OutgoingMessage> sendNow(String text, Collection<Connection> to) {
    Outbox outbox = routers.outbox();
    List<OutgoingMessage> messages = add(outbox, text, to);
    delivery.send(Planned.toSend(store(outbox)));
    return messages;
  }

  private List<Planned> store(Outbox outbox) {
    try (UnitOfWork work = store.begin()) {
      List<Planned> planned = into(outbox, routers.create(work, outbox)::outgoing);
      work.commit(planned);
      return planned;
    }
  }

  private static List<OutgoingMessage> add(Outbox outbox, String text, Collection<Connection> to) {
    int before = outbox.size();
    try {
      return to.stream().map(connection -> outbox.add(connection, text, Optional.empty())).toList();
    } catch (IllegalArgumentException e) {
      outbox.dropSince(before);
      throw e;
    }
  }
}
