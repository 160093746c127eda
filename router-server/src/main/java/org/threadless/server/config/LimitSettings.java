package org.threadless.server.config;

import static org.threadless.router.config.Settings.check;
import static org.threadless.router.config.Settings.orElse;
import static org.threadless.router.config.Settings.positive;
import static org.threadless.router.config.Settings.range;

import java.time.Duration;
import org.threadless.router.engine.call.Limits;

/**
 * What an app that hangs may keep from others: {@code limits} in the configuration.
 *
 * @param maxWaiting how many messages of one connection may wait for an earlier one, 1 to 10,000;
 *     default 50
 * @param maxWait how long each of them may; default 1 minute
 * @param warnAfter after how long an app that has not returned is named in the log; default 10
 *     seconds
 */
public record LimitSettings(Integer maxWaiting, Duration maxWait, Duration warnAfter) {

  /** Fills in the defaults and checks the values. */
  public LimitSettings {
    maxWaiting = range("maxWaiting", orElse(maxWaiting, Limits.DEFAULT_MAX_WAITING), 1, 10_000);
    maxWait = positive("maxWait", orElse(maxWait, Limits.DEFAULT_MAX_WAIT));
    warnAfter = positive("warnAfter", orElse(warnAfter, Limits.DEFAULT_WARN_AFTER));
    atMostADay("maxWait", maxWait);
    atMostADay("warnAfter", warnAfter);
  }

  private static void atMostADay(String component, Duration value) {
    check(value.compareTo(Duration.ofDays(1)) <= 0, component, "must be 24h at most");
  }

  /** Returns these limits, with so many places for messages. */
  public Limits with(int maxConcurrent) {
    return new Limits(maxConcurrent, maxWaiting, maxWait, warnAfter);
  }
}
