package org.threadless.storage.wait.queue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.router.conversation.Direction;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.engine.backlog.Backlog;
import org.threadless.router.engine.backlog.Dealt;
import org.threadless.router.engine.backlog.DueMessage;
import org.threadless.router.engine.backlog.DueWork;
import org.threadless.router.engine.backlog.Taken;
import org.threadless.router.engine.rate.Rates;
import org.threadless.router.loop.Loop;
import org.threadless.router.loop.OutOfMemory;
import org.threadless.router.message.BackendName;

/**
 * Deals with what waits at one backend in one direction, so many connections at a time. Messages
 * are taken many at once; those of a connection are dealt with one after the other, and no more of
 * it are taken meanwhile. It uses a thread only while there is work.
 */
final class Queue implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Queue.class);

  // What is taken and not begun by then is given back, but for a few: the gateway has become slow.
  static final Duration TOO_LONG = Duration.ofSeconds(1);

  private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);

  // Of a fast backend several go at once, so that not each of them costs a look.
  private static final Duration SHORTEST = Duration.ofMillis(50);

  // Where more are due again at times of their own, the others are found a little later.
  private static final int TIMES = 10_000;

  /** Runs something after a time, on a thread of its choice. */
  interface Timer {
    void run(Duration after, Runnable what);
  }

  private final BackendName backend;
  private final Direction direction;
  private final int concurrency;
  private final Backlog backlog;
  private final DueWork work;
  private final Rates rates;
  private final InstantSource clock;
  private final Executor executor;
  private final Timer timer;
  private final Duration betweenLooks;
  private final Dealing dealing;
  private final Loop loop = new Loop("dealing with what waits");
  // Guarded by this, as all below.
  private final Portion portion;
  // Those of a connection each, for whoever is free next.
  private final Deque<List<DueMessage>> taken = new ArrayDeque<>();
  private int busy;
  private long looked;
  private Instant took;
  private boolean foundMost;
  private boolean looking;
  private boolean called;
  private boolean timed;
  private int times;
  private boolean closing;

  /**
   * @param concurrency how many connections at a time
   * @param rates how fast those go out that are to be sent
   * @param executor what runs the looks and the work; may take its time
   * @param timer says when the rates let the next ones go, and when it is time for a look
   * @param betweenLooks how long a look waits for more to come, where the one before has just begun
   *     and found less than it might have
   */
  Queue(
      BackendName backend,
      Direction direction,
      int concurrency,
      Backlog backlog,
      DueWork work,
      Rates rates,
      InstantSource clock,
      Executor executor,
      Timer timer,
      Duration betweenLooks) {
    this.backend = backend;
    this.direction = direction;
    this.concurrency = concurrency;
    this.backlog = backlog;
    this.work = work;
    this.rates = rates;
    this.clock = clock;
    this.executor = executor;
    this.timer = timer;
    this.betweenLooks = betweenLooks;
    this.portion = new Portion(concurrency);
    this.looked = System.nanoTime() - betweenLooks.toNanos();
    this.took = clock.instant();
    this.dealing = new Dealing(backlog, this::deal, this::wake, this::wakeWhenDue);
  }

  /** Sees to it that what is due now is dealt with. Returns at once. */
  void wake() {
    synchronized (this) {
      called = true;
    }
    lookIfCalled();
  }

  private void lookIfCalled() {
    if (!beginLook()) {
      return;
    }
    try {
      Duration pause = pause();
      if (pause.isZero()) {
        executor.execute(this::look);
      } else {
        timer.run(pause, this::look);
      }
    } catch (Throwable e) {
      // Otherwise nobody would ever look again.
      endLook();
      throw e;
    }
  }

  private synchronized boolean beginLook() {
    if (looking || !isLookWanted()) {
      return false;
    }
    looking = true;
    return true;
  }

  // Not while there is much to go on with: a look costs as much for one message as for many, and
  // more have come by then. The next are found while the last of these are dealt with; where there
  // are many, while so many are left as are dealt with meanwhile.
  private boolean isLookWanted() {
    return called && !closing && taken.size() <= (foundMost ? portion.ahead() : 0);
  }

  private synchronized void endLook() {
    looking = false;
    notifyAll();
  }

  // A look costs as much for one message as for many: where messages come one by one, many come
  // while it waits.
  private synchronized Duration pause() {
    Duration left = betweenLooks.minusNanos(System.nanoTime() - looked);
    return foundMost || left.isNegative() ? Duration.ZERO : left;
  }

  // Once more for all who have called meanwhile, however many they were.
  private void look() {
    if (resetCall()) {
      // Where it fails, housekeeping calls again in a second.
      boolean unused = loop.take(this::take);
    }
    endLook();
    boolean unused = loop.take(this::lookIfCalled);
  }

  /** Returns false where the node stops. */
  private synchronized boolean resetCall() {
    called = false;
    if (foundMost) {
      portion.begun(sinceTaken());
    }
    looked = System.nanoTime();
    return !closing;
  }

  private void take() {
    int limit = limit();
    Taken found;
    try {
      found = takeSome(limit);
    } catch (StoreUnavailableException e) {
      // Housekeeping calls again when the database is back.
      log.debug("what waits cannot be taken now", e);
      return;
    }
    note(found, limit);
    if (!found.messages().isEmpty()) {
      Collection<List<DueMessage>> connections = Dealing.byConnection(found.messages());
      if (!add(connections, found.next().isEmpty())) {
        connections.forEach(each -> giveBack(each, clock.instant()));
      }
      begin();
    }
    found.next().ifPresent(this::wakeAt);
  }

  private synchronized int limit() {
    return portion.size();
  }

  private synchronized void note(Taken found, int limit) {
    foundMost = found.messages().size() >= limit;
    took = clock.instant();
  }

  private Duration sinceTaken() {
    return Duration.between(took, clock.instant());
  }

  private void wakeAt(Instant next) {
    if (beginTime()) {
      Duration wait = Duration.between(clock.instant(), next);
      timer.run(
          wait.compareTo(SHORTEST) > 0 ? wait : SHORTEST,
          () -> {
            endTime();
            wake();
          });
    }
  }

  private synchronized boolean beginTime() {
    boolean first = !timed;
    timed = true;
    return first;
  }

  private synchronized void endTime() {
    timed = false;
  }

  // Housekeeping calls each second, and of a rate of ten a second most would be late by then.
  private void wakeWhenDue(Instant due) {
    Duration wait = Duration.between(clock.instant(), due);
    if (direction == Direction.OUT && wait.compareTo(Duration.ZERO) > 0 && addTime()) {
      timer.run(
          wait,
          () -> {
            removeTime();
            wake();
          });
    }
  }

  private synchronized boolean addTime() {
    boolean fits = times < TIMES;
    times += fits ? 1 : 0;
    return fits;
  }

  private synchronized void removeTime() {
    times--;
  }

  private Taken takeSome(int limit) {
    boolean held = direction == Direction.OUT && work.hold(backend).isPresent();
    return held
        ? new Taken(backlog.takeExpired(backend, limit), Optional.empty())
        : backlog.take(backend, direction, limit, rates);
  }

  /**
   * Returns false where the node stops.
   *
   * @param more whether there may be more that can be taken now
   */
  private synchronized boolean add(Collection<List<DueMessage>> connections, boolean more) {
    called = called || more;
    return !closing && taken.addAll(connections);
  }

  /** Has somebody begin with what was taken, as far as there are places. */
  private void begin() {
    for (List<DueMessage> first = first(); first != null; first = first()) {
      List<DueMessage> messages = first;
      try {
        executor.execute(() -> work(messages));
      } catch (Throwable e) {
        leave();
        OutOfMemory.end(e);
        log.error("messages that were taken cannot be dealt with; again in {}", AFTER_FAILURE, e);
        giveBack(messages, later().due());
      }
    }
  }

  private synchronized List<DueMessage> first() {
    if (busy == concurrency || taken.isEmpty()) {
      return null;
    }
    busy++;
    return taken.removeFirst();
  }

  private synchronized void leave() {
    busy--;
    notifyAll();
  }

  private void work(List<DueMessage> first) {
    for (List<DueMessage> next = first; next != null; next = next()) {
      List<DueMessage> messages = next;
      boolean unused = loop.take(() -> dealing.with(messages));
      unused = loop.take(this::giveBackTooMany);
      unused = loop.take(this::lookIfCalled);
    }
  }

  /** Returns what to go on with; null where this place is free now. */
  private synchronized List<DueMessage> next() {
    List<DueMessage> next = taken.pollFirst();
    if (next == null) {
      leave();
    }
    return next;
  }

  private Dealt deal(DueMessage message) {
    try {
      while (!isClosing()) {
        try {
          return work.deal(message);
        } catch (StoreUnavailableException e) {
          if (!Workers.pause(Workers.DATABASE_AWAY_MILLIS)) {
            break;
          }
        }
      }
      return Dealt.notNow(clock.instant());
    } catch (Throwable e) {
      OutOfMemory.end(e);
      log.error("a message that waits could not be dealt with; again in {}", AFTER_FAILURE, e);
      return later();
    }
  }

  private Dealt.Again later() {
    return new Dealt.Again(Optional.empty(), clock.instant().plus(AFTER_FAILURE));
  }

  // For other nodes, and for what is more urgent by now.
  private void giveBackTooMany() {
    List<DueMessage> left = tooMany();
    if (!left.isEmpty()) {
      giveBack(left, clock.instant());
    }
  }

  private synchronized List<DueMessage> tooMany() {
    if (taken.size() <= portion.least() || sinceTaken().compareTo(TOO_LONG) < 0) {
      return List.of();
    }
    portion.isTooLarge();
    foundMost = false;
    called = true;
    List<DueMessage> left = new ArrayList<>();
    while (taken.size() > portion.least()) {
      left.addAll(taken.removeLast());
    }
    return left;
  }

  private void giveBack(List<DueMessage> messages, Instant due) {
    backlog.giveBack(messages.stream().map(DueMessage::id).toList(), Optional.empty(), due);
  }

  private synchronized boolean isClosing() {
    return closing;
  }

  /** Takes no more messages; those that are being dealt with go on. */
  void stop() {
    List<List<DueMessage>> left;
    synchronized (this) {
      closing = true;
      left = List.copyOf(taken);
      taken.clear();
    }
    left.forEach(each -> giveBack(each, clock.instant()));
  }

  /** Stops, and waits for the messages that are being dealt with, however long that takes. */
  @Override
  public void close() {
    stop();
    await(Duration.ofDays(1));
  }

  /** Waits for the messages that are being dealt with, after a stop. */
  synchronized void await(Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    try {
      long left = end - System.nanoTime();
      while ((busy > 0 || looking) && left > 0) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
        left = end - System.nanoTime();
      }
      if (busy > 0) {
        log.warn("messages of backend {} are still being dealt with", backend);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
