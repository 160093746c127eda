package org.threadless.router.engine.call;

import java.time.Duration;
import org.threadless.router.incoming.OverloadException;

/**
 * How much the router takes on.
 *
 * @param maxConcurrent how many incoming messages may be in progress at once; more are refused with
 *     an {@link OverloadException}
 * @param maxWaiting how many messages of one connection may wait until an earlier one of it is
 *     done; more are refused alike
 * @param maxWait how long each of them may wait; then it is refused alike
 * @param warnAfter after how long an app that has not returned is named in the log
 * @param atOnce how many of the messages that one piece of work makes may go out on its thread; the
 *     others do so in turn with all that waits
 */
public record Limits(
    int maxConcurrent, int maxWaiting, Duration maxWait, Duration warnAfter, int atOnce) {

  /** How many messages of one connection may wait, unless somebody says otherwise. */
  public static final int DEFAULT_MAX_WAITING = 50;

  /**
   * How long they may, unless somebody says otherwise: longer than a gateway may take for an
   * earlier message's reply (30 seconds by default), which is no fault of this one.
   */
  public static final Duration DEFAULT_MAX_WAIT = Duration.ofMinutes(1);

  /** After how long an app is named in the log, unless somebody says otherwise. */
  public static final Duration DEFAULT_WARN_AFTER = Duration.ofSeconds(10);

  /** How many messages go out on the thread that made them. */
  public static final int AT_ONCE = 10;

  /** Leaves that which nobody can set at its default. */
  public Limits(int maxConcurrent, int maxWaiting, Duration maxWait, Duration warnAfter) {
    this(maxConcurrent, maxWaiting, maxWait, warnAfter, AT_ONCE);
  }

  /** Leaves all but the first at its default. */
  public Limits(int maxConcurrent) {
    this(maxConcurrent, DEFAULT_MAX_WAITING, DEFAULT_MAX_WAIT, DEFAULT_WARN_AFTER);
  }

  /** Returns as many places as there are messages, all of which go out at once. */
  public static Limits none() {
    return new Limits(
        Integer.MAX_VALUE,
        DEFAULT_MAX_WAITING,
        DEFAULT_MAX_WAIT,
        DEFAULT_WARN_AFTER,
        Integer.MAX_VALUE);
  }
}
