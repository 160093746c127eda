package org.threadless.router;

import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.threadless.router.message.BackendName;

/**
 * The one place where code of apps and backends is called. It gives every line they log a context
 * (message, backend, app, phase), takes the time, and decides what an exception means: it is logged
 * and handed back, never thrown on. Of the {@code Error}s only {@code StackOverflowError} is taken
 * for an exception: the others are about the process and not about the app.
 */
final class Guard {

  private static final Logger log = LoggerFactory.getLogger(Guard.class);

  /** What a call returned, or the throwable that it ended with. */
  record Result<T>(T value, Optional<Throwable> thrown) {}

  private Guard() {}

  /** Puts the message and its backend into the context of all that is logged until closed. */
  static Context context(UUID message, BackendName backend) {
    return new Context(message, backend);
  }

  /**
   * Calls user code. {@code app} is null for a backend. The app and the phase stay in the context
   * until {@link #leave} or the next call: to take them out after each app costs as much as all the
   * rest of its call.
   */
  static <T> Result<T> call(String app, String phase, Callable<T> code) {
    if (app != null) {
      MDC.put("app", app);
    }
    MDC.put("phase", phase);
    boolean told = log.isDebugEnabled();
    long start = told ? System.nanoTime() : 0;
    try {
      T value = code.call();
      if (told) {
        log.debug("returned {} after {} us", value, (System.nanoTime() - start) / 1000);
      }
      return new Result<>(value, Optional.empty());
    } catch (Exception | StackOverflowError e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      log.warn(
          "{} of {} threw {}", phase, app == null ? "the backend" : "app " + app, e.toString(), e);
      return new Result<>(null, Optional.of(e));
    }
  }

  /** Takes the app and the phase that were called last out of the context. */
  static void leave() {
    MDC.remove("phase");
    MDC.remove("app");
  }

  /** Restores what the logging context held before. */
  static final class Context implements AutoCloseable {
    private final String outerMessage = MDC.get("message");
    private final String outerBackend = MDC.get("backend");

    private Context(UUID message, BackendName backend) {
      MDC.put("message", message.toString());
      MDC.put("backend", backend.value());
    }

    @Override
    public void close() {
      leave();
      restore("message", outerMessage);
      restore("backend", outerBackend);
    }

    private static void restore(String key, String value) {
      if (value == null) {
        MDC.remove(key);
      } else {
        MDC.put(key, value);
      }
    }
  }
}
