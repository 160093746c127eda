package org.threadless.router.engine.call;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.threadless.router.app.LaterException;
import org.threadless.router.message.Errands;

/**
 * Lets no app have more than half of the places for messages while it does something outside: where
 * it asks a program that has become slow, the messages of other apps go on.
 */
@Singleton
public final class OutsideRoom implements Errands.Room {

  private static final Duration SOON = Duration.ofSeconds(1);

  private final Map<Object, Semaphore> places = new ConcurrentHashMap<>();
  private final int most;

  @Inject
  OutsideRoom(Limits limits) {
    this.most = Math.max(1, limits.maxConcurrent() / 2);
  }

  @Override
  public void take(Object app) {
    if (!of(app).tryAcquire()) {
      throw new LaterException("too many messages wait for what it does outside", SOON);
    }
  }

  @Override
  public void giveBack(Object app) {
    of(app).release();
  }

  private Semaphore of(Object app) {
    return places.computeIfAbsent(app, each -> new Semaphore(most));
  }
}
