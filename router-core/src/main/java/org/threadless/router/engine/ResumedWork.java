package org.threadless.router.engine;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.threadless.router.engine.backlog.Dealt;
import org.threadless.router.engine.backlog.DueMessage;
import org.threadless.router.engine.backlog.DueWork;
import org.threadless.router.engine.backlog.QueuedMessage;
import org.threadless.router.engine.backlog.WaitingMessage;
import org.threadless.router.engine.routing.RoutingAttempt;
import org.threadless.router.engine.sending.Gate;
import org.threadless.router.engine.sending.Redelivery;
import org.threadless.router.engine.store.DatabaseTrouble;
import org.threadless.router.engine.store.Hold;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.Outbox;

/** Takes up messages that wait: routes the incoming ones, sends the outgoing ones. */
@Singleton
final class ResumedWork implements DueWork {

  private final RoutingAttempt routing;
  private final Redelivery redelivery;
  private final Gate gate;
  private final DatabaseTrouble trouble;

  @Inject
  ResumedWork(RoutingAttempt routing, Redelivery redelivery, Gate gate, DatabaseTrouble trouble) {
    this.routing = routing;
    this.redelivery = redelivery;
    this.gate = gate;
    this.trouble = trouble;
  }

  @Override
  public Dealt deal(DueMessage message) {
    return trouble.noting(
        () ->
            message instanceof WaitingMessage waiting
                ? redelivery.send(waiting)
                : route((QueuedMessage) message),
        DatabaseTrouble::waits);
  }

  @Override
  public Optional<Hold> hold(BackendName backend) {
    return gate.holdOfAll(backend);
  }

  @Override
  public boolean takesOthers(BackendName backend) {
    return gate.holdOfAny(backend).isEmpty();
  }

  private Dealt route(QueuedMessage queued) {
    // No turn to wait for: while messages of a connection wait, new ones do so behind them.
    Outbox outbox = routing.outbox();
    IncomingMessage message =
        routing.message(queued.id(), queued.received(), queued.receivedAt(), outbox);
    if (queued.deaths().areTooMany()) {
      routing.giveUp(message, queued.deaths().reason());
      return Dealt.routed();
    }
    return routing.routeQueued(queued, message, outbox);
  }
}
