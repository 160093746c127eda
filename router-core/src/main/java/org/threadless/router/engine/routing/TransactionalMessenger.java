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
import org.threadless.router.app.GroupMessages;
import org.threadless.router.app.Messenger;
import org.threadless.router.engine.routing.way.Routes;
import org.threadless.router.engine.sending.Delivery;
import org.threadless.router.engine.store.MessageStore;
import org.threadless.router.engine.store.Planned;
import org.threadless.router.engine.store.UnitOfWork;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Group;
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
  private final Reach reach;
  private final ThreadLocal<Cause> routing = new ThreadLocal<>();

  /** What a thread works on: where messages go, and whom it hears just now. */
  private record Cause(Outbox outbox, Optional<Connection> heard) {}

  @Inject
  TransactionalMessenger(
      Routers routers, Routes routes, MessageStore store, Delivery delivery, Reach reach) {
    this.routers = routers;
    this.routes = routes;
    this.store = store;
    this.delivery = delivery;
    this.reach = reach;
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
  public GroupMessages send(String text, SendOptions options, Group group) {
    return toGroup(group, to -> send(text, options, to));
  }

  @Override
  public GroupMessages send(Text text, SendOptions options, Group group) {
    return send(text, Wording.NONE, options, group);
  }

  GroupMessages send(Text text, Wording ofApp, SendOptions options, Group group) {
    return toGroup(group, to -> send(text, ofApp, options, to));
  }

  private GroupMessages toGroup(
      Group group, Function<List<Connection>, List<OutgoingMessage>> sent) {
    Reach.Members members =
        reach.of(group, Optional.ofNullable(routing.get()).flatMap(Cause::heard));
    return new GroupMessages(sent.apply(members.reached()), members.passedOver());
  }

  @Override
  public Connection route(Identity to) {
    return routes.connection(to);
  }

  @Override
  public Cancellation cancel(UUID message) {
    return store.cancel(message);
  }

  @Override
  public int cancel(Connection to, String reason) {
    return store.cancel(to, reason);
  }

  @Override
  public int cancel(Identity to, String reason) {
    return reach.everywhere(to).mapToInt(each -> cancel(each, reason)).sum();
  }

  /** Runs {@code work} so that what is sent on this thread meanwhile goes into {@code outbox}. */
  public <T> T into(Outbox outbox, Supplier<T> work) {
    return into(new Cause(outbox, Optional.empty()), work);
  }

  private <T> T into(Cause cause, Supplier<T> work) {
    routing.set(cause);
    try {
      return work.get();
    } finally {
      routing.remove();
    }
  }

  /** The same because of a message from this connection, which may not be stored yet. */
  <T> T into(Outbox outbox, Connection from, Supplier<T> work) {
    return into(new Cause(outbox, Optional.of(from)), work);
  }

  private List<OutgoingMessage> send(Function<Outbox, List<OutgoingMessage>> made) {
    Cause cause = routing.get();
    return cause == null ? sendNow(made) : add(cause.outbox(), made);
  }

  private List<OutgoingMessage> sendNow(Function<Outbox, List<OutgoingMessage>> made) {
    Outbox outbox = routers.outbox();
    List<OutgoingMessage> messages = add(outbox, made);
    delivery.send(Planned.toSend(store(outbox)));
    return messages;
  }

  /** Shows messages to the apps, which are going out because of nothing that came in. */
  List<Planned> plan(Outbox outbox, UnitOfWork work) {
    return into(outbox, routers.create(work, outbox)::outgoing);
  }

  private List<Planned> store(Outbox outbox) {
    try (UnitOfWork work = store.begin()) {
      List<Planned> planned = plan(outbox, work);
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
