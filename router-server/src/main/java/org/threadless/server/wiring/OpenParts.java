package org.threadless.server.wiring;

import com.google.inject.CreationException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.router.loop.OutOfMemory;
import org.threadless.router.loop.Tellable;

/** What is open, to be closed in the reverse order; one that fails does not keep the rest open. */
final class OpenParts implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(OpenParts.class);

  private final Deque<Part> parts = new ArrayDeque<>();

  private record Part(String name, AutoCloseable closeable) {}

  /** Takes over what has just been opened, and returns it. */
  <T extends AutoCloseable> T add(String name, T opened) {
    parts.push(new Part(name, opened));
    return opened;
  }

  /**
   * Opens what needs several parts, and returns it; where that fails, none of them stays open.
   *
   * @throws WiringException where an app or a backend cannot be made
   */
  <T> T openAll(Supplier<T> opening) {
    try {
      return opening.get();
    } catch (CreationException e) {
      close();
      throw new WiringException(e);
    } catch (LinkageError e) {
      close();
      throw new WiringException(e);
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  /** Closes each part once, however often this is called. */
  @Override
  public synchronized void close() {
    while (!parts.isEmpty()) {
      close(parts.pop());
    }
  }

  private static void close(Part part) {
    try {
      part.closeable().close();
    } catch (Throwable e) {
      OutOfMemory.end(e);
      log.warn("{} did not close: {}", part.name(), Tellable.line(e));
    } finally {
      // The database is closed last, and H2 does that badly on a thread that is interrupted.
      boolean unused = Thread.interrupted();
    }
  }
}
