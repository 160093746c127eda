package org.threadless.router.engine.broadcast;

/** What becomes of a broadcast now. */
public enum BroadcastState {
  /** Its messages go out, each in its turn, when the time has come before which they are not to. */
  RUNNING,
  /** Nothing of it goes out, until somebody resumes it. */
  PAUSED,
  /** What had not gone out when it was stopped never does. */
  STOPPED,
  /** Each of its messages has gone out, or never will. */
  FINISHED
}
