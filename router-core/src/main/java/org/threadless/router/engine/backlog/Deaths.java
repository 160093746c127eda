package org.threadless.router.engine.backlog;

/**
 * How often a node has died while it had a message in hand: perhaps because of it. A message is
 * tried again twice at most; the last time, no other that has been through as much is in hand
 * beside it, so that the third death tells which one it was.
 *
 * @param count 0 for nearly all
 */
public record Deaths(int count) {

  private static final int TOO_MANY = 3;

  /** Returns that of a message that no node has died with. */
  public static Deaths none() {
    return new Deaths(0);
  }

  /** Returns whether the message is not to be tried any more. */
  public boolean areTooMany() {
    return count >= TOO_MANY;
  }

  /** Returns whether one more would be too many. */
  public boolean areNearlyTooMany() {
    return count == TOO_MANY - 1;
  }

  /** Returns why the message is not tried any more, in one line for people. */
  public String reason() {
    return "the process has ended " + count + " times while it had this message in hand";
  }
}
