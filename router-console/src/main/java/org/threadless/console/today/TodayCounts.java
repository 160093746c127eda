package org.threadless.console.today;

import java.util.List;
import java.util.Optional;
import org.threadless.console.call.Moment;

/**
 * How many messages there were, and what has failed: the part of the page that is read anew each
 * minute.
 *
 * @param href where this part is
 * @param chosen the backend whose messages alone are counted; empty where all are
 * @param labels of the kinds, in their order
 * @param styles of the kinds, in their order
 * @param hours the last 24 hours
 * @param days the last 30 days
 * @param backends the last 24 hours of each backend
 * @param failures what fails most
 * @param failuresSince only since then was looked, where that is less than 24 hours
 * @param countedFrom only since then is counted, where that is so
 */
public record TodayCounts(
    String href,
    String chosen,
    List<String> labels,
    List<String> styles,
    BarChart hours,
    BarChart days,
    List<OfBackend> backends,
    List<Failing> failures,
    Optional<Moment> failuresSince,
    Optional<Moment> countedFrom) {

  /**
   * The last 24 hours of a backend.
   *
   * @param name of the backend
   * @param href the page with its messages alone
   * @param counts of each kind
   */
  public record OfBackend(String name, String href, List<String> counts) {}

  /**
   * One reason why messages fail.
   *
   * @param count how often
   * @param what in which direction, and which backend or app
   * @param reason why
   * @param href where such messages are
   * @param example where the newest is
   */
  public record Failing(String count, String what, String reason, String href, String example) {}
}
