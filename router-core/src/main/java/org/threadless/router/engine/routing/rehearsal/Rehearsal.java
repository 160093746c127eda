package org.threadless.router.engine.routing.rehearsal;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.threadless.router.engine.backend.Backends;
import org.threadless.router.engine.backend.ConfiguredBackend;
import org.threadless.router.engine.call.Places;
import org.threadless.router.engine.routing.AppCall;
import org.threadless.router.engine.routing.RoutingAttempt;
import org.threadless.router.engine.store.Routed;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.MessageIds;
import org.threadless.router.message.Numbers;
import org.threadless.router.message.Outbox;
import org.threadless.router.message.ReceivedMessage;

/**
 * Walks a message through the apps of a router that serves, on this thread, and leaves nothing
 * behind: what the apps write is rolled back, and nothing is sent. It takes a place like any other,
 * and does not wait for earlier messages of its connection, which it does not change. What an app
 * does elsewhere, it does. Safe for any thread.
 */
@Singleton
public final class Rehearsal {

  private final Backends backends;
  private final Places places;
  private final Numbers numbers;
  private final RoutingAttempt routing;
  private final MessageIds ids;
  private final InstantSource clock;

  @Inject
  Rehearsal(
      Backends backends,
      Places places,
      Numbers numbers,
      RoutingAttempt routing,
      MessageIds ids,
      InstantSource clock) {
    this.backends = backends;
    this.places = places;
    this.numbers = numbers;
    this.routing = routing;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Returns the way that a message would take now; whatever an app throws is part of it.
   *
   * @throws org.threadless.router.incoming.UnknownBackendException where its backend is not
   *     configured
   * @throws org.threadless.router.incoming.OverloadException where there is no place for it
   * @throws org.threadless.router.conversation.StoreUnavailableException where the database cannot
   *     be used now
   */
  public Rehearsed of(ReceivedMessage received) {
    ConfiguredBackend backend = backends.require(received.connection().backend());
    ReceivedMessage uniform = received.withConnection(numbers.uniform(received.connection()));
    return places.trying(backend.name(), () -> walk(uniform));
  }

  private Rehearsed walk(ReceivedMessage received) {
    Outbox outbox = routing.outbox();
    IncomingMessage message =
        routing.message(
            ids.next(), received, received.receivedAt().orElseGet(clock::instant), outbox);
    List<AppCall> calls = new ArrayList<>();
    Routed routed =
        routing.rehearse(
            message,
            outbox,
            () -> {
              calls.clear();
              return calls::add;
            });
    return new Rehearsed(routed, calls);
  }
}
