package org.threadless.router.text;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * Lets one line a minute into the log of what strangers can cause as often as they like, and counts
 * what it leaves out. Safe for any thread.
 */
public final class OneLineAMinute {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final InstantSource clock;
  private Instant last = Instant.MIN;
  private long leftOut;

  /**
   * @param clock says when a minute is over
   */
  public OneLineAMinute(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Has a line written, unless one was within the last minute.
   *
   * @param line is given what to put at its end: how many were left out since the last one, or
   *     nothing
   */
  public synchronized void write(Consumer<String> line) {
    Instant now = clock.instant();
    // Where the last one lies ahead, the clock was set back.
    if (!now.isBefore(last) && now.isBefore(last.plus(MINUTE))) {
      leftOut++;
      return;
    }
    last = now;
    line.accept(leftOut == 0 ? "" : ", and " + leftOut + " more since the last such line");
    leftOut = 0;
  }
}
