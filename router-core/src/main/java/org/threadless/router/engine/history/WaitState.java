package org.threadless.router.engine.history;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * How a message waits, to be routed or to be sent.
 *
 * @param awaited what for
 * @param attempts how often it has been tried
 * @param lastTried when it was tried last; empty where it was not
 * @param due when it may be tried next; where that is past, others come first, or its backend takes
 *     nothing now
 */
public record WaitState(Awaited awaited, int attempts, Optional<Instant> lastTried, Instant due) {

  /** What a message waits for. */
  public enum Awaited {
    /** The time before which it is not to be sent. */
    ITS_TIME,
    /** To be routed. */
    ROUTING,
    /** To be sent for the first time. */
    SENDING,
    /** To be sent once more, since it could not be. */
    NEXT_TRY,
    /** To be sent when somebody resumes the broadcast that it is of. */
    ITS_BROADCAST
  }

  /** Refuses nulls. */
  public WaitState {
    Objects.requireNonNull(awaited, "awaited");
    Objects.requireNonNull(lastTried, "lastTried");
    Objects.requireNonNull(due, "due");
  }
}
