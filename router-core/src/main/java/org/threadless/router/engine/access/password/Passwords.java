package org.threadless.router.engine.access.password;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.threadless.router.config.Secret;
import org.threadless.router.incoming.OverloadException;

/**
 * Hashes passwords, slowly and with much memory each, as it has to be: two at once at most, on
 * threads of their own, so that messages have the processors and the heap. Safe for any thread.
 */
@Singleton
public final class Passwords {

  private static final int AT_ONCE = 2;

  // About a second's work: whoever comes then is told to come again, and keeps no thread waiting.
  private static final int WAITING = 20;

  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          AT_ONCE,
          AT_ONCE,
          10,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(WAITING),
          work -> {
            Thread thread = new Thread(work, "passwords");
            thread.setDaemon(true);
            return thread;
          });

  /** Nothing is started before the first password. */
  @Inject
  public Passwords() {
    threads.allowCoreThreadTimeOut(true);
  }

  /**
   * Returns what is to be kept of a password.
   *
   * @throws OverloadException where too many are hashed now
   */
  public PasswordHash hash(Password password) {
    return call(() -> Argon2.hash(password.secret()));
  }

  /**
   * Returns whether this is the password. That takes as long where there is none.
   *
   * @param hash what is kept of it; empty where nothing is
   * @throws OverloadException where too many are hashed now
   */
  public boolean matches(Secret typed, Optional<PasswordHash> hash) {
    PasswordHash compared = hash.orElseGet(Argon2::ofNobody);
    return call(() -> Argon2.matches(Password.normal(typed), compared)) && hash.isPresent();
  }

  private <T> T call(Callable<T> work) {
    try {
      return get(threads.submit(work));
    } catch (RejectedExecutionException e) {
      throw new OverloadException();
    }
  }

  private static <T> T get(Future<T> result) {
    try {
      return result.get();
    } catch (InterruptedException e) {
      result.cancel(false);
      Thread.currentThread().interrupt();
      throw new OverloadException();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }
}
