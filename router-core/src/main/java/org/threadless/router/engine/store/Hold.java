package org.threadless.router.engine.store;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.threadless.router.message.BackendName;

/**
 * What keeps messages from going out through a backend now, though nothing is wrong with it: they
 * wait until it ends.
 *
 * @param backend the backend's name
 * @param cause what it is
 * @param reason the same in one line for people, after the backend's name and "is"
 * @param since when it began; empty where nobody has noted that
 * @param until when it ends; empty where nobody knows
 */
public record Hold(
    BackendName backend,
    Cause cause,
    String reason,
    Optional<Instant> since,
    Optional<Instant> until) {

  /** Refuses nulls. */
  public Hold {
    Objects.requireNonNull(backend, "backend");
    Objects.requireNonNull(cause, "cause");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(since, "since");
    Objects.requireNonNull(until, "until");
  }

  /** Returns that somebody has paused a backend. */
  public static Hold pause(BackendName backend, Instant since) {
    return new Hold(
        backend,
        Cause.PAUSE,
        "paused by hand since " + since,
        Optional.of(since),
        Optional.empty());
  }

  /**
   * Returns that it is not the time for what apps send by a backend.
   *
   * @param opening when that ends
   * @param text the same for people
   */
  public static Hold hours(BackendName backend, Instant opening, String text) {
    return new Hold(
        backend,
        Cause.HOURS,
        "outside of its hours until " + text,
        Optional.empty(),
        Optional.of(opening));
  }

  /** Why messages are held. */
  public enum Cause {
    /** Somebody has paused the backend: all of them wait. */
    PAUSE,
    /** It is not the time for what apps send of themselves: that waits, and replies do not. */
    HOURS
  }

  /** Tells which backends hold messages. Safe for any thread. */
  @FunctionalInterface
  public interface Source {

    /** Returns what holds them now, from memory. */
    List<Hold> now();
  }
}
