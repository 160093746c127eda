package org.threadless.http.callback;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.engine.backend.RetrySettings;
import org.threadless.router.engine.callback.CallbackBacklog;
import org.threadless.router.engine.callback.CallbackEvent;
import org.threadless.router.engine.callback.CallbackUrls;
import org.threadless.router.loop.Loop;
import org.threadless.router.loop.Tellable;

/**
 * Somebody who is told: the events that this node has taken for that, of which so many are told at
 * the same time. Where several in a row fail, one is tried after the other, with a pause between
 * them that grows; the first that is told ends that. Safe for any thread.
 */
final class Target {

  private static final Logger log = LoggerFactory.getLogger(Target.class);

  private static final int AHEAD = 64;
  private static final int MOST_FAILURES = 5;

  private static final Duration FIRST = Duration.ofSeconds(2);
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
  private static final Duration REST = Duration.ofSeconds(10);
  // Longer than between two attempts, unless somebody has asked for that.
  private static final Duration REMEMBERED = LONGEST.multipliedBy(2);

  private final String name;
  private final int atOnce;
  private final CallbackRequest request;
  private final CallbackBacklog backlog;
  private final RetrySettings retry;
  private final RetrySettings pauses;
  private final InstantSource clock;
  private final Executor executor;
  private final Runnable onRoom;
  private final Loop loop = new Loop("a callback");
  private final TargetLines lines;
  // Guarded by this.
  private final Deque<CallbackEvent> taken = new ArrayDeque<>();
  private int busy;
  private int failures;
  private Instant failed = Instant.MIN;
  private Instant next = Instant.MIN;
  private boolean closed;

  /**
   * @param atOnce how many events are told at the same time
   * @param giveUpAfter how long after it happened something is told no more
   * @param onRoom is told when more can be taken
   */
  Target(
      String name,
      int atOnce,
      Duration giveUpAfter,
      CallbackRequest request,
      CallbackBacklog backlog,
      InstantSource clock,
      Executor executor,
      TargetLines lines,
      Runnable onRoom) {
    this.name = name;
    this.atOnce = atOnce;
    this.request = request;
    this.backlog = backlog;
    this.retry = retry(giveUpAfter);
    this.pauses = new RetrySettings(FIRST, null, LONGEST_PAUSE, giveUpAfter, null);
    this.clock = clock;
    this.executor = executor;
    this.onRoom = onRoom;
    this.lines = lines;
  }

  /** Returns when what could not be told is tried again. */
  static RetrySettings retry(Duration giveUpAfter) {
    return new RetrySettings(FIRST, null, LONGEST, giveUpAfter, null);
  }

  /** Takes what is due, as far as there is room for it, and begins to tell it. */
  void look() {
    int room = room();
    if (room > 0) {
      List<CallbackEvent> events = backlog.take(name, room);
      if (events.isEmpty()) {
        restIfFailing();
      }
      add(events);
    }
  }

  // What is due may stand behind what is not: that is not to be looked for each second.
  private synchronized void restIfFailing() {
    if (failures >= MOST_FAILURES) {
      next = clock.instant().plus(REST);
    }
  }

  private synchronized int room() {
    if (isFailing()) {
      return isIdle() && !clock.instant().isBefore(next) ? 1 : 0;
    }
    return taken.size() <= AHEAD / 2 ? AHEAD - taken.size() : 0;
  }

  private boolean isFailing() {
    return failures >= MOST_FAILURES || next.isAfter(clock.instant());
  }

  /** Returns whether nothing is being told. */
  synchronized boolean isIdle() {
    return busy == 0 && taken.isEmpty();
  }

  /** Returns whether nothing is known of it that is not found out again. */
  synchronized boolean isForgettable() {
    return isIdle()
        && (failures == 0 || clock.instant().isAfter(failed.plus(REMEMBERED)))
        && !next.isAfter(clock.instant());
  }

  private synchronized void add(List<CallbackEvent> events) {
    taken.addAll(events);
    int more = Math.min(atOnce - busy, taken.size());
    for (int i = 0; i < more; i++) {
      busy++;
      executor.execute(this::work);
    }
  }

  private void work() {
    CallbackEvent event = poll();
    while (event != null) {
      CallbackEvent each = event;
      loop.take(() -> attempt(each));
      event = poll();
    }
    onRoom.run();
  }

  private synchronized CallbackEvent poll() {
    CallbackEvent event = closed ? null : taken.poll();
    if (event == null) {
      busy--;
    }
    return event;
  }

  private void attempt(CallbackEvent event) {
    try {
      tell(event);
    } catch (InterruptedException e) {
      // The node stops: it gives back what it has in hand.
      log.debug("callback {}: was broken off", CallbackUrls.shown(name));
    }
  }

  private void tell(CallbackEvent event) throws InterruptedException {
    if (event.isEnded()) {
      backlog.finish(event);
      return;
    }
    CallbackRequest.Result result = result(event);
    if (result instanceof CallbackRequest.Untold untold) {
      failed(event, untold);
      return;
    }
    succeeded();
    if (result instanceof CallbackRequest.Ended) {
      end(event);
    } else {
      backlog.finish(event);
    }
  }

  private CallbackRequest.Result result(CallbackEvent event) throws InterruptedException {
    try {
      return request.tell(event);
    } catch (RuntimeException e) {
      return new CallbackRequest.Untold(Tellable.line(e), Optional.empty());
    }
  }

  // Where it cannot be noted now, the answer will be the same the next time.
  private void end(CallbackEvent event) {
    try {
      backlog.end(event);
    } catch (StoreUnavailableException e) {
      backlog.postpone(event, "it answered 410", clock.instant());
    }
  }

  private void succeeded() {
    if (clearFailures()) {
      lines.isToldAgain(name);
    }
  }

  private synchronized boolean clearFailures() {
    boolean wereMany = failures >= MOST_FAILURES;
    failures = 0;
    next = Instant.MIN;
    return wereMany;
  }

  private void failed(CallbackEvent event, CallbackRequest.Untold untold) {
    Instant now = clock.instant();
    if (retry.isOver(event.at(), now)) {
      backlog.finish(event);
      lines.isGivenUp(event, retry.giveUpAfterText(), untold.reason());
    } else {
      Duration after = retry.delay(event.attempts() + 1, untold.after());
      backlog.postpone(event, untold.reason(), now.plus(after));
      lines.isTriedAgain(name, retry.giveUpAfterText(), untold.reason());
    }
    giveBack(pause(untold.after(), now), now);
  }

  /** Returns what is not told for now. */
  private synchronized Collection<CallbackEvent> pause(Optional<Duration> asked, Instant now) {
    // What was under way when the pause began says nothing new.
    boolean isKnown = failures >= MOST_FAILURES && next.isAfter(now);
    failures += isKnown ? 0 : 1;
    failed = now;
    if (failures < MOST_FAILURES && asked.isEmpty()) {
      return List.of();
    }
    if (!isKnown) {
      next = now.plus(pauses.delay(Math.max(1, failures - MOST_FAILURES + 1), asked));
    }
    List<CallbackEvent> left = List.copyOf(taken);
    taken.clear();
    return left;
  }

  // Where that cannot be noted now, they are as if they had been tried.
  private void giveBack(Collection<CallbackEvent> events, Instant now) {
    try {
      backlog.giveBack(events);
    } catch (StoreUnavailableException e) {
      events.forEach(event -> backlog.postpone(event, e.getMessage(), now));
    }
  }

  /** Gives up what has not been told for too long. */
  void giveUp() {
    int given = backlog.giveUp(name, clock.instant().minus(retry.giveUpAfter()));
    lines.areGivenUp(name, given, retry.giveUpAfterText());
  }

  /** Begins to tell no more; what was taken is the node's to give back. */
  synchronized void close() {
    closed = true;
  }
}
