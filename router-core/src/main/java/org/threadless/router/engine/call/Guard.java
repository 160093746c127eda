package org.threadless.router.engine.call;

import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.threadless.router.app.LaterException;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.engine.observing.Observation;
import org.threadless.router.loop.OutOfMemory;
import org.threadless.router.loop.Tellable;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Errands;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.OutgoingMessage;

/**
 * The one place where code of apps and backends is called. It gives every line they log a context
 * (message, backend, app, phase), takes the time, and decides what an exception means: it is logged
 * and handed back, never thrown on. Every {@code Error} is taken for an exception, too, but for
 * {@code OutOfMemoryError}, which ends the process. Where the database is away for an app, whatever
 * that has made of it, a {@link StoreUnavailableException} is handed back: that is no app's own.
 *
 * <p>An interrupt ends with the call, whoever it came from: what follows is the store's, which has
 * to know what became of it, and H2 closes its file under a thread that is interrupted.
 */
public final class Guard {

  private static final Logger log = LoggerFactory.getLogger(Guard.class);

  // Of what somebody throws, there may be a circle.
  private static final int MOST_CAUSES = 50;

  /** What a call returned, or the throwable that it ended with. */
  public record Result<T>(T value, Optional<Throwable> thrown) {

    /** Shows somebody how the call has ended. */
    public void seenBy(Observation<? super T> observation) {
      thrown.ifPresentOrElse(observation::failed, () -> observation.ended(value));
    }
  }

  private Guard() {}

  /**
   * Puts the message and its backend into the context of all that is logged until closed, on this
   * thread, which tells nothing meanwhile of what it says and who it is from.
   */
  public static Context context(IncomingMessage message) {
    return new Context(message.id(), message.connection().backend(), Discretion.begin(message));
  }

  /** The same for one that goes out. */
  public static Context context(OutgoingMessage message) {
    return new Context(message.id(), message.connection().backend(), Discretion.begin(message));
  }

  /** The same for a message whose text is not known. */
  public static Context context(UUID message, Connection connection) {
    return new Context(message, connection.backend(), Discretion.begin(connection.identity()));
  }

  /** The same for a message of which no more is known. */
  public static Context context(UUID message, BackendName backend) {
    return new Context(message, backend, null);
  }

  /**
   * Calls user code. {@code app} is null for a backend. The app and the phase stay in the context
   * until {@link #leave} or the next call: to take them out after each app costs as much as all the
   * rest of its call.
   */
  public static <T> Result<T> call(String app, String phase, Callable<T> code) {
    if (app != null) {
      MDC.put("app", app);
    }
    MDC.put("phase", phase);
    String message = MDC.get("message");
    String backend = MDC.get("backend");
    boolean told = log.isDebugEnabled();
    long start = told ? System.nanoTime() : 0;
    try {
      T value = uninterrupted(code);
      keep(app, phase, message, backend);
      if (told) {
        log.debug("returned {} after {} us", value, (System.nanoTime() - start) / 1000);
      }
      return new Result<>(value, Optional.empty());
    } catch (Throwable e) {
      OutOfMemory.end(e);
      keep(app, phase, message, backend);
      return new Result<>(null, Optional.of(told(app, phase, e)));
    }
  }

  // The context is for all code to change, and to clear.
  private static void keep(String app, String phase, String message, String backend) {
    keep("message", message);
    keep("backend", backend);
    keep("app", app);
    keep("phase", phase);
  }

  private static void keep(String key, String value) {
    if (value != null && !value.equals(MDC.get(key))) {
      MDC.put(key, value);
    }
  }

  /** Logs what was thrown, and returns what can be asked for its text. Never throws. */
  private static Throwable told(String app, String phase, Throwable e) {
    String whose = app == null ? "the backend" : "app " + app;
    if (e instanceof Errands.Anew) {
      return e;
    }
    StoreUnavailableException away = app == null ? null : away(e);
    if (away != null) {
      // Not for each message: DatabaseTrouble says once that the database is away.
      log.debug("{} of {}: {}", phase, whose, Tellable.line(away));
      return away;
    }
    if (e instanceof LaterException later) {
      log.warn("{} of {}: later, since {}", phase, whose, later.getMessage());
      return e;
    }
    try {
      Throwable thrown = Tellable.of(e);
      log.warn("{} of {} threw {}", phase, whose, thrown.toString(), thrown);
      return thrown;
    } catch (Throwable again) {
      OutOfMemory.end(again);
      // It said something else when it was asked once more.
      Throwable unasked = Tellable.unasked(e);
      log.warn("{} of {} threw {}", phase, whose, unasked.toString());
      return unasked;
    }
  }

  /** Returns what says that the database is away, where that is why; or null. Never throws. */
  private static StoreUnavailableException away(Throwable e) {
    try {
      Throwable cause = e;
      for (int i = 0; cause != null && i < MOST_CAUSES; i++) {
        if (cause instanceof StoreUnavailableException away) {
          return away;
        }
        cause = cause.getCause();
      }
    } catch (Throwable again) {
      OutOfMemory.end(again);
    }
    return null;
  }

  private static <T> T uninterrupted(Callable<T> code) throws Exception {
    try {
      return code.call();
    } finally {
      boolean unused = Thread.interrupted();
    }
  }

  /** Takes the app and the phase that were called last out of the context. */
  public static void leave() {
    MDC.remove("phase");
    MDC.remove("app");
  }

  /** Restores what the logging context held before. */
  public static final class Context implements AutoCloseable {
    private final String outerMessage = MDC.get("message");
    private final String outerBackend = MDC.get("backend");
    private final Discretion discretion;

    private Context(UUID message, BackendName backend, Discretion discretion) {
      this.discretion = discretion;
      MDC.put("message", message.toString());
      MDC.put("backend", backend.value());
    }

    @Override
    public void close() {
      leave();
      restore("message", outerMessage);
      restore("backend", outerBackend);
      if (discretion != null) {
        discretion.end();
      }
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
