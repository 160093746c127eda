package org.threadless.router.engine.sending;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.threadless.router.backend.SendResult;
import org.threadless.router.engine.backend.Backends;
import org.threadless.router.engine.backlog.WaitingMessage;
import org.threadless.router.engine.store.Hold;
import org.threadless.router.engine.store.Leg;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Numbers;
import org.threadless.router.message.OutgoingMessage;

/**
 * Takes messages along the backends that may take them: their own, and its fallbacks while it is
 * down, or where it does not serve the recipient. What a backend has, or perhaps has, no other one
 * gets.
 */
@Singleton
public final class Ways {

  private final Backends backends;
  private final SendAttempt sending;
  private final Outages outages;
  private final Probes probes;
  private final Gate gate;
  private final InstantSource clock;
  private final Numbers numbers;

  @Inject
  Ways(
      Backends backends,
      SendAttempt sending,
      Outages outages,
      Probes probes,
      Gate gate,
      InstantSource clock,
      Numbers numbers) {
    this.backends = backends;
    this.sending = sending;
    this.outages = outages;
    this.probes = probes;
    this.gate = gate;
    this.clock = clock;
    this.numbers = numbers;
  }

  /** Returns whether a backend is up, or one in its place that takes what is another's now. */
  boolean isOpen(BackendName backend) {
    return backends.ways(backend).stream()
        .filter(way -> way.equals(backend) || gate.holdOfAny(way).isEmpty())
        .anyMatch(way -> !outages.isDown(way));
  }

  /** Begins with a message that nobody has tried, whose backend is up. */
  Walk begin(OutgoingMessage message) {
    List<BackendName> ways = backends.ways(message.connection().backend());
    return goAlong(new Walk(message, ways, false, numbers), false);
  }

  /** Begins with a message that waits; its own backend is asked though it is down by a probe. */
  Walk begin(WaitingMessage waiting) {
    List<BackendName> ways = backends.ways(waiting.connection().backend());
    List<BackendName> left = waiting.perhapsAt().map(List::of).orElse(ways);
    boolean told = waiting.attempts() > 0;
    Walk walk = new Walk(waiting.message(), left, told, numbers);
    if (!left.stream().allMatch(backends::has)) {
      walk.answered(
          SendResult.unsendable(
              "perhaps sent by backend " + left.get(0) + ", which is not configured any more"));
      return walk;
    }
    return goAlong(walk, waiting.probes().isPresent());
  }

  /**
   * Returns whether it is worth trying to send a message that waits. One that another backend than
   * its own perhaps has may find out whether that is up.
   */
  boolean isOpen(WaitingMessage waiting) {
    BackendName own = waiting.connection().backend();
    return waiting
        .perhapsAt()
        .map(only -> !only.equals(own) || !outages.isDown(own))
        .orElseGet(() -> isOpen(own));
  }

  /** Goes on when it is known what was to be told later. */
  Walk goOn(Walk walk, SendResult known) {
    sending.learn(walk.handed(), known);
    return isNextAsked(walk, known) ? goAlong(walk, false) : walk;
  }

  private Walk goAlong(Walk walk, boolean probe) {
    boolean goesOn = true;
    while (goesOn && !walk.isAtEnd()) {
      goesOn = askOrPass(walk, probe);
    }
    return walk;
  }

  /** Returns whether the next one is to be asked. */
  private boolean askOrPass(Walk walk, boolean probe) {
    BackendName backend = walk.backend();
    // What holds its own is asked of each message before it comes here.
    Optional<Hold> hold = walk.isOwn() ? Optional.empty() : gate.hold(walk.handed());
    if (hold.isPresent()) {
      walk.pass(Leg.held(hold.get(), clock.instant()));
      return true;
    }
    if (!outages.isDown(backend) || (walk.isOwn() && probe)) {
      return ask(walk, OptionalInt.empty());
    }
    // Its own messages probe a backend; one that has none would stay down.
    OptionalInt taken = walk.isOwn() ? OptionalInt.empty() : probes.take(backend);
    if (taken.isEmpty()) {
      walk.pass(Leg.down(backend, clock.instant()));
      return true;
    }
    return ask(walk, taken);
  }

  /** Returns whether the next one is to be asked. */
  private boolean ask(Walk walk, OptionalInt probe) {
    BackendName backend = walk.backend();
    SendResult result = sending.attempt(walk.handed());
    if (result instanceof SendResult.Later) {
      walk.answered(result);
      return false;
    }
    probe.ifPresent(found -> probes.learn(backend, found, result));
    return isNextAsked(walk, result);
  }

  private boolean isNextAsked(Walk walk, SendResult result) {
    BackendName backend = walk.backend();
    walk.learned(result, clock.instant());
    boolean next = isForAnother(backend, result);
    if (next) {
      walk.goOn();
    }
    return next;
  }

  private boolean isForAnother(BackendName backend, SendResult result) {
    boolean hasIt =
        !(result instanceof SendResult.WorthRetrying) || result instanceof SendResult.Unanswered;
    return result.isNotServed() || (!hasIt && outages.isDown(backend));
  }
}
