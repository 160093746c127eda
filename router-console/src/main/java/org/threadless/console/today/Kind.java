package org.threadless.console.today;

import org.threadless.router.engine.statistics.HourCount;
import org.threadless.router.message.IncomingStatus;
import org.threadless.router.message.OutgoingStatus;

/** What is told apart in the charts, from the ground up. */
enum Kind {
  /** Came in, and was routed. */
  IN("came in", "in"),
  /** Went out. */
  OUT("went out", "out"),
  /** Is to be routed or to be sent. */
  WAITING("wait", "waiting"),
  /** An app, or somebody, did not want it sent. */
  CANCELLED("cancelled", "cancelled"),
  /** Could not be routed, or not be sent. */
  WRONG("went wrong", "bad");

  private final String label;
  private final String style;

  Kind(String label, String style) {
    this.label = label;
    this.style = style;
  }

  /** Returns it in words. */
  String label() {
    return label;
  }

  /** Returns the class that colours it. */
  String style() {
    return style;
  }

  /** Returns which kind of messages is counted. */
  static Kind of(HourCount count) {
    return count.status() instanceof IncomingStatus in
        ? of(in)
        : of((OutgoingStatus) count.status());
  }

  private static Kind of(IncomingStatus status) {
    return switch (status) {
      case HANDLED, FILTERED -> IN;
      case QUEUED -> WAITING;
      case ERRORED -> WRONG;
    };
  }

  private static Kind of(OutgoingStatus status) {
    return switch (status) {
      case SENT, DELIVERED -> OUT;
      case QUEUED -> WAITING;
      case CANCELLED -> CANCELLED;
      case FAILED -> WRONG;
    };
  }
}
