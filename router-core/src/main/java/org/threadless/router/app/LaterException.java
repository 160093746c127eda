package org.threadless.router.app;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * An app cannot deal with an incoming message now, and nobody is to before it has: thrown from
 * {@code filter}, {@code parse}, {@code handle}, {@code fallback} or {@code cleanup}.
 *
 * <p>The message waits, as one does that a gateway does not take: all that its routing has made and
 * written is undone, also by the apps before this one, and it passes all apps anew when it is due.
 * Later messages of its connection wait behind it; others go on. The {@code retry} of its backend
 * says when it is due, and after how long it is given up: it is {@code ERRORED} then.
 *
 * <p>Thrown from elsewhere it is an exception like any other.
 */
// Without a stack trace: it is no fault.
public final class LaterException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Duration after;

  /**
   * @param reason why, in one line for people; it is kept with the message
   */
  public LaterException(String reason) {
    super(required(reason), null, false, false);
    this.after = null;
  }

  /**
   * @param after how long to wait at least; counts as a gateway's wish does, up to an hour
   */
  public LaterException(String reason, Duration after) {
    super(required(reason), null, false, false);
    this.after = Objects.requireNonNull(after, "after");
  }

  private static String required(String reason) {
    return Objects.requireNonNull(reason, "reason");
  }

  /** Returns how long to wait at least; empty where nothing was said. */
  public Optional<Duration> after() {
    return Optional.ofNullable(after);
  }
}
