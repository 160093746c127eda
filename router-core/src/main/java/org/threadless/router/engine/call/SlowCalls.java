package org.threadless.router.engine.call;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.router.loop.Loop;

/**
 * Names in the log each call of an app that takes long, once, with where it is just then. A
 * backend's may take longer, since gateways do. One thread looks at all of them, so that a call
 * costs next to nothing.
 */
@Singleton
public final class SlowCalls implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(SlowCalls.class);

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
  private static final int LOOKS = 4;

  // Longer than the time limits that they have for their gateways by default.
  private static final int BACKENDS_PATIENCE = 6;

  private final Loop loop = new Loop("looking for calls that take long");
  private final Calls calls;
  private final Duration warnAfter;
  private final LongSupplier nanoTime;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread made = new Thread(work, "slow-calls");
            made.setDaemon(true);
            return made;
          });
  // What was under way at the last look.
  private Map<Calls.Call, Seen> seen = new HashMap<>();

  /** A call that was under way at a look: since when, and whether the log has it. */
  private record Seen(long since, boolean told) {}

  /** Where a thread is. */
  private static final class Position extends Throwable {

    private static final long serialVersionUID = 1L;

    Position(Thread thread, StackTraceElement[] trace) {
      super("thread " + thread.getName(), null, false, true);
      setStackTrace(trace);
    }
  }

  @Inject
  SlowCalls(Calls calls, Limits limits) {
    this(calls, limits.warnAfter(), System::nanoTime);
  }

  SlowCalls(Calls calls, Duration warnAfter, LongSupplier nanoTime) {
    this.calls = calls;
    this.warnAfter = warnAfter;
    this.nanoTime = nanoTime;
  }

  /** Looks from now on, until closed. */
  public SlowCalls start() {
    long each = Math.min(LONGEST_PAUSE.toNanos(), Math.max(1, warnAfter.toNanos() / LOOKS));
    Future<?> unused =
        thread.scheduleWithFixedDelay(
            () -> loop.take(this::look), each, each, TimeUnit.NANOSECONDS);
    return this;
  }

  void look() {
    long now = nanoTime.getAsLong();
    Map<Calls.Call, Seen> found = new HashMap<>();
    for (Calls.OfThread each : calls.threads()) {
      Calls.Call call = each.call();
      if (call != null) {
        found.put(call, look(each, call, seen.getOrDefault(call, new Seen(now, false)), now));
      }
    }
    seen = found;
  }

  private Seen look(Calls.OfThread caller, Calls.Call call, Seen before, long now) {
    long took = now - before.since();
    long limit = warnAfter.toNanos() * (call.app() == null ? BACKENDS_PATIENCE : 1);
    if (before.told() || took < limit) {
      return before;
    }
    StackTraceElement[] trace = caller.thread().getStackTrace();
    if (caller.call() == call) {
      log.warn(
          "{} has not returned for {} s",
          call,
          TimeUnit.NANOSECONDS.toSeconds(took),
          new Position(caller.thread(), trace));
    }
    return new Seen(before.since(), true);
  }

  @Override
  public void close() {
    thread.shutdown();
  }
}
