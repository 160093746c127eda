package org.threadless.metrics.meter;

import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.incoming.OverloadException;
import org.threadless.router.incoming.Receipt;

/** How it ends that a message comes. */
enum ReceiptKind {
  HANDLED,
  FILTERED,
  ERRORED,
  QUEUED,
  DUPLICATE,
  /** There was no place for it. */
  OVERLOAD,
  /** The database could not be used. */
  UNAVAILABLE,
  FAILED;

  static ReceiptKind of(Receipt receipt) {
    if (receipt.duplicate()) {
      return DUPLICATE;
    }
    return switch (receipt.status()) {
      case QUEUED -> QUEUED;
      case HANDLED -> HANDLED;
      case FILTERED -> FILTERED;
      case ERRORED -> ERRORED;
    };
  }

  static ReceiptKind of(Throwable thrown) {
    if (thrown instanceof OverloadException) {
      return OVERLOAD;
    }
    return thrown instanceof StoreUnavailableException ? UNAVAILABLE : FAILED;
  }
}
