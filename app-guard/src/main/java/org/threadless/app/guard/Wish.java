package org.threadless.app.guard;

/** What somebody wants of the guard. */
enum Wish {
  /** To get nothing any more. */
  STOP,
  /** To get messages again. */
  START,
  /** To be told what this is. */
  HELP,
  /** Nothing: the message is for other apps. */
  NONE
}
