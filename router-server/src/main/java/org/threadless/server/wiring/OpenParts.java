package org.threadless.server.wiring;

import com.google.inject.CreationException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.router.engine.resource.InWords;
import org.threadless.router.loop.OutOfMemory;

/** What is open, to be closed in the reverse order; one that fails does not keep the rest open. */
final class OpenParts implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(OpenParts.class);

  private final List<Part> parts = new ArrayList<>();

  private record Part(String name, AutoCloseable closeable) {}

  /** Takes over what has just been opened, and returns it. */
  synchronized <T extends AutoCloseable> T add(String name, T opened) {
    parts.add(new Part(name, opened));
    return opened;
  }

  /**
   * Takes over what has been opened to be used instead of another: they are closed one after the
   * other, unless {@link #closeNow} comes first.
   */
  synchronized void addBeside(AutoCloseable other, AutoCloseable opened) {
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i).closeable() == other) {
        parts.add(i, new Part(parts.get(i).name(), opened));
        return;
      }
    }
    // All is closed.
    close(new Part("what was opened last", opened));
  }

  /** Closes one of them before all others, unless it is closed. */
  void closeNow(AutoCloseable one) {
    Part found = null;
    synchronized (this) {
      for (Part each : parts) {
        found = each.closeable() == one ? each : found;
      }
      parts.remove(found);
    }
    if (found != null) {
      close(found);
    }
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
      close(parts.remove(parts.size() - 1));
    }
  }

  private static void close(Part part) {
    try {
      part.closeable().close();
    } catch (Throwable e) {
      OutOfMemory.end(e);
      log.warn("{} did not close: {}", part.name(), InWords.of(e));
    } finally {
      // The database is closed last, and H2 does that badly on a thread that is interrupted.
      boolean unused = Thread.interrupted();
    }
  }
}
