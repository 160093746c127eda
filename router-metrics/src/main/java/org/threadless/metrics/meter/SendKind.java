package org.threadless.metrics.meter;

import org.threadless.router.backend.SendResult;

/** What comes of an attempt to send. */
enum SendKind {
  ACCEPTED,
  LATER,
  RETRY,
  UNANSWERED,
  UNUSABLE,
  REFUSED;

  static SendKind of(SendResult result) {
    if (result instanceof SendResult.Accepted) {
      return ACCEPTED;
    } else if (result instanceof SendResult.Later) {
      return LATER;
    } else if (result instanceof SendResult.Unanswered) {
      return UNANSWERED;
    } else if (result instanceof SendResult.Unusable) {
      return UNUSABLE;
    }
    return result instanceof SendResult.Refused ? REFUSED : RETRY;
  }
}
