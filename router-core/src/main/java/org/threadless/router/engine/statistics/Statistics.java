package org.threadless.router.engine.statistics;

import java.time.Instant;

/**
 * Tells how many messages there are, and what fails; changes nothing. However many there are, it
 * looks at a bounded part of them, which takes a moment. Safe for any thread.
 *
 * <p>Every method throws {@link org.threadless.router.conversation.StoreUnavailableException} where
 * the database cannot be used now.
 */
public interface Statistics {

  /**
   * Returns how many messages have come or were made in each hour of a time, as they are now.
   * Messages that are erased are counted as ever.
   *
   * @param from the first hour is the one that begins then, or next
   * @param to the last hour has begun before then
   */
  HourlyCounts hours(Instant from, Instant to);

  /** Returns why messages have failed that have come or were made then, or later. */
  Failures failures(Instant since);
}
