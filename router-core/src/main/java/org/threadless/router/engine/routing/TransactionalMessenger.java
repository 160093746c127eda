package org.threadless.router.engine.routing;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.threadless.router.app.AppName;
import org.threadless.router.app.Cancellation;
import org.threadless.router.app.Messenger;
import org.threadless.router.engine.sending.Delivery;
import org.threadless.router.engine.store.MessageStore;
import org.threadless.router.engine.store.Planned;
import org.threadless.router.engine.store.UnitOfWork;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Identity;
import org.threadless.router.message.Outbox;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.SendOptions;
import org.threadless.router.message.Text;
import org.threadless.router.message.Wording;

/** A {@link Messenger} whose messages are part of the unit of work of the thread, if it has one. */
@Singleton
public final class TransactionalMessenger implements Messenger {

  private final Routers routers;
  private final Routes routes;
  private final MessageStore store;
  private final Delivery delivery;
  private final ThreadLocal<Outbox> routing = new ThreadLocal<>();

  @Inject
  TransactionalMessenger(Routers routers, Routes routes, MessageStore store, Delivery delivery) {
    this.routers = routers;
    this.routes = routes;
    this.store = store;
    this.delivery = delivery;
  }

  /** Returns the messenger of a configured app, which sends its texts. */
  public Messenger of(AppName app) {
    return new AppMessenger(this, routers.wording(app));
  }

  @Override
  public List<OutgoingMessage> send(String text, SendOptions options, Collection<Connection> to) {
    return send(outbox -> add(outbox, text, options, to));
  }

  @Override
  public List<OutgoingMessage> send(Text text, SendOptions options, Collection<Connection> to) {
    return send(text, Wording.NONE, options, to);
  }

  List<OutgoingMessage> send(
      Text text, Wording ofApp, SendOptions options, Collection<Connection> to) {
    return send(outbox -> outbox.add(to, text, ofApp, Optional.empty(), options));
  }

  @Override
  public Connection route(Identity to) {
    return routes.connection(to);
  }

  @Override
  public Cancellation cancel(UUID message) {
    return store.cancel(message);
  }

  /** Runs {@code work} so that what is sent on this thread meanwhile goes into {@code outbox}. */
  public <T> T into(Outbox outbox, Supplier<T> work) {
    routing.set(outbox);
    try {
      return work.get();
    } finally {
      routing.remove();
    }
  }

  private List<OutgoingMessage> send(Function<Outbox, List<OutgoingMessage>> made) {
    Outbox outbox = routing.get();
    return outbox == null ? sendNow(made) : add(outbox, made);
  }

  private List<OutgoingMessage> sendNow(Function<Outbox, List<OutgoingMessage>> made) {
    Outbox outbox = routers.outbox();
    List<OutgoingMessage> messages = add(outbox, made);
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

  private static List<OutgoingMessage> add(
      Outbox outbox, Function<Outbox, List<OutgoingMessage>> made) {
    int before = outbox.size();
    try {
      return made.apply(outbox);
    } catch (IllegalArgumentException e) {
      outbox.dropSince(before);
      throw e;
    }
  }

  private static List<OutgoingMessage> add(
      Outbox outbox, String text, SendOptions options, Collection<Connection> to) {
    return to.stream()
        .map(connection -> outbox.add(connection, text, Optional.empty(), options))
        .toList();
  }
}
