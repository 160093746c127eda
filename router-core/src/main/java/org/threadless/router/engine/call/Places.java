package org.threadless.router.engine.call;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.threadless.router.engine.store.DatabaseTrouble;
import org.threadless.router.incoming.OverloadException;
import org.threadless.router.message.BackendName;

/** The places for incoming messages in progress. Safe for any thread. */
@Singleton
public final class Places implements Occupancy.Source {

  private final int count;
  private final Semaphore free;
  private final Map<BackendName, AtomicInteger> taken = new ConcurrentHashMap<>();
  private final Calls calls;
  private final DatabaseTrouble trouble;

  @Inject
  Places(Limits limits, Calls calls, DatabaseTrouble trouble) {
    this.count = limits.maxConcurrent();
    this.free = new Semaphore(count);
    this.calls = calls;
    this.trouble = trouble;
  }

  /**
   * Stores a message in a place.
   *
   * @throws OverloadException where none is free
   */
  public <T> T in(BackendName backend, Supplier<T> work) {
    return trying(backend, () -> noted(work));
  }

  private <T> T noted(Supplier<T> work) {
    T done = trouble.noting(work, DatabaseTrouble::refused);
    trouble.stored();
    return done;
  }

  /**
   * Does something in a place that stores nothing, and so tells nothing of the database.
   *
   * @throws OverloadException where none is free
   */
  public <T> T trying(BackendName backend, Supplier<T> work) {
    if (!free.tryAcquire()) {
      throw new OverloadException();
    }
    AtomicInteger ofBackend = taken.computeIfAbsent(backend, name -> new AtomicInteger());
    ofBackend.incrementAndGet();
    try {
      return work.get();
    } finally {
      ofBackend.decrementAndGet();
      free.release();
    }
  }

  @Override
  public Optional<String> refusing() {
    return trouble.refusing();
  }

  @Override
  public Occupancy now() {
    Map<BackendName, Integer> byBackend = new HashMap<>();
    taken.forEach((backend, places) -> byBackend.put(backend, places.get()));
    byBackend.values().removeIf(places -> places <= 0);
    return new Occupancy(count, count - free.availablePermits(), byBackend, calls.byApp());
  }
}
