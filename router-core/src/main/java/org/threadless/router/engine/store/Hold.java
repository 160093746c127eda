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
 * @param reason the same in one line for people
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
