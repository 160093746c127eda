package org.threadless.router.engine.call;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.threadless.router.app.AppName;
import org.threadless.router.message.BackendName;

/** The calls of apps and backends that have not returned yet. Safe for any thread. */
@Singleton
public final class Calls {

  private final Set<OfThread> threads = ConcurrentHashMap.newKeySet();

  /** One call; no two are equal. */
  public static final class Call {

    private final AppName app;
    private final BackendName backend;
    private final Object method;
    private final UUID message;

    /**
     * @param app whose it is; null for a backend's
     * @param backend whose it is; null for an app's
     * @param method what was called, as its {@code toString} tells
     * @param message what for; null where there is none
     */
    public Call(AppName app, BackendName backend, Object method, UUID message) {
      this.app = app;
      this.backend = backend;
      this.method = method;
      this.message = message;
    }

    /** Returns whose it is; null for a backend's. */
    AppName app() {
      return app;
    }

    @Override
    public String toString() {
      String owner = app == null ? "backend " + backend : "app " + app;
      return owner + " in " + method + (message == null ? "" : ", message " + message);
    }
  }

  @Inject
  Calls() {}

  /** Shows what this thread calls from now on, until that is closed. */
  public OfThread begin() {
    OfThread thread = new OfThread();
    threads.add(thread);
    return thread;
  }

  /** Returns the threads that may be in a call. */
  Set<OfThread> threads() {
    return threads;
  }

  /** Returns how many calls each app has that have not returned. */
  Map<AppName, Integer> byApp() {
    return threads.stream()
        .map(OfThread::call)
        .filter(Objects::nonNull)
        .map(Call::app)
        .filter(Objects::nonNull)
        .collect(Collectors.toMap(Function.identity(), app -> 1, Integer::sum));
  }

  /** What one thread calls, one call after the other. */
  public final class OfThread implements AutoCloseable {

    private final Thread thread = Thread.currentThread();
    // Written twice for each app that a message passes: so that others see it soon, not at once,
    // which would cost several times as much.
    private final AtomicReference<Call> call = new AtomicReference<>();

    private OfThread() {}

    public void enter(Call entered) {
      call.setRelease(entered);
    }

    public void leave() {
      call.setRelease(null);
    }

    /** Returns the call that has not returned; null where there is none. */
    Call call() {
      return call.getAcquire();
    }

    Thread thread() {
      return thread;
    }

    // Made for each message, and a hash code of its own would take Java longer than all else here.
    @Override
    public int hashCode() {
      return thread.hashCode();
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public void close() {
      threads.remove(this);
    }
  }
}
