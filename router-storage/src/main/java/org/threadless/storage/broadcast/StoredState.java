package org.threadless.storage.broadcast;

import org.threadless.router.engine.broadcast.BroadcastState;

/** What {@code broadcast} says of one: not whether it is finished, which its messages do. */
enum StoredState {
  /** Its messages are being stored. */
  STORING,
  /** It was not stored as a whole. */
  ABANDONED,
  RUNNING,
  PAUSED,
  STOPPED;

  /** Returns what others call it, of those that they see. */
  BroadcastState shown() {
    return BroadcastState.valueOf(name());
  }
}
