package org.threadless.router;

/**
 * How much the router takes on.
 *
 * @param maxConcurrent how many incoming messages may be in progress at once; more are refused with
 *     an {@link OverloadException}
 */
public record Limits(int maxConcurrent) {

  /** Returns no limits. */
  public static Limits none() {
    return new Limits(Integer.MAX_VALUE);
  }
}
