package org.threadless.router.loop;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one way of running what goes on for as long as the process does, and what nobody waits for: a
 * turn that throws is logged and is over, and the next one comes. Only an {@code OutOfMemoryError}
 * ends more than the turn; see {@link OutOfMemory}. Safe for any thread.
 */
public final class Loop {

  private static final Logger log = LoggerFactory.getLogger(Loop.class);

  // What fails at once each time must not keep a processor busy, nor fill the log.
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

  private final String name;
  private final Duration afterFailure;

  /** What is done in one turn. */
  @FunctionalInterface
  public interface Turn {

    /** Does it; whatever it throws is logged. */
    void take() throws Exception;
  }

  /**
   * @param name what it does, for the log: "the writer"
   */
  public Loop(String name) {
    this(name, AFTER_FAILURE);
  }

  Loop(String name, Duration afterFailure) {
    this.name = name;
    this.afterFailure = afterFailure;
  }

  /**
   * Takes one turn after the other on this thread, with a pause after one that has failed.
   *
   * @param goesOn asked before each turn; must not throw
   */
  public void run(BooleanSupplier goesOn, Turn turn) {
    while (goesOn.getAsBoolean()) {
      if (!take(turn)) {
        pause();
      }
    }
  }

  /**
   * Takes one turn. Never throws, and leaves the thread uninterrupted: whoever is interrupted would
   * be so in the next turn, too.
   *
   * @return whether the turn came to its end
   */
  public boolean take(Turn turn) {
    try {
      turn.take();
      return true;
    } catch (Throwable e) {
      OutOfMemory.end(e);
      tell(e);
      return false;
    } finally {
      boolean unused = Thread.interrupted();
    }
  }

  private void tell(Throwable thrown) {
    try {
      log.error("{} has failed, and goes on", name, Tellable.of(thrown));
    } catch (Throwable e) {
      // One that throws when it is asked what it is.
      OutOfMemory.end(e);
      log.error("{} has failed with {}, and goes on", name, thrown.getClass().getName());
    }
  }

  private void pause() {
    try {
      Thread.sleep(afterFailure.toMillis());
    } catch (InterruptedException e) {
      log.debug("{} was interrupted", name);
    }
  }
}
