package org.threadless.backend.kannel.report;

import java.util.Optional;
import org.threadless.router.message.ReportedState;

/**
 * The status of a delivery report: a number, of which the bits count that {@code dlr-mask} has
 * (Kannel user guide, "Delivery reports"). Others, which some SMSC drivers add, change nothing;
 * they are kept with the report.
 */
final class ReportStatus {

  private static final int DELIVERED = 1;
  private static final int FAILED = 2;
  private static final int BUFFERED = 4;
  private static final int ACCEPTED = 8;
  private static final int REJECTED = 16;

  private static final int LONGEST = 100;

  private final String given;
  private final long bits;

  /**
   * @param given as it came, whatever it is
   */
  ReportStatus(String given) {
    this.given = given.length() > LONGEST ? given.substring(0, LONGEST) + "..." : given;
    this.bits = bits(given);
  }

  private static long bits(String given) {
    try {
      return Long.parseLong(given.strip());
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /** Returns what it says; of several, what is furthest on the way to the phone. */
  ReportedState state() {
    if (has(DELIVERED)) {
      return ReportedState.DELIVERED;
    }
    if (has(FAILED)) {
      return ReportedState.FAILED;
    }
    if (has(REJECTED)) {
      return ReportedState.REJECTED;
    }
    if (has(BUFFERED)) {
      return ReportedState.BUFFERED;
    }
    return has(ACCEPTED) ? ReportedState.ACCEPTED : ReportedState.UNKNOWN;
  }

  boolean isUnderstood() {
    return state() != ReportedState.UNKNOWN;
  }

  /** Returns the text of the report, with the status before it where we know it only in part. */
  Optional<String> kept(Optional<String> text) {
    boolean known = bits > 0 && (bits & ~ReportUrl.MASK) == 0;
    return known
        ? text
        : Optional.of("status=" + given + text.map(words -> " " + words).orElse(""));
  }

  @Override
  public String toString() {
    return given.isEmpty() ? "none" : given;
  }

  private boolean has(int bit) {
    // A negative number is none of Kannel's.
    return bits > 0 && (bits & bit) != 0;
  }
}
