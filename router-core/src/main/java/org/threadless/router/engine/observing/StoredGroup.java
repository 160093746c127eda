package org.threadless.router.engine.observing;

/**
 * What is stored together, in one commit.
 *
 * @param by who stores it
 * @param size what so many threads wanted stored, each the changes of one piece of work
 */
public record StoredGroup(By by, int size) {

  /** Who stores a group. */
  public enum By {
    /** The writer, for all who wait at the time. */
    WRITER,
    /** The one that says which messages are routed, where that is another one. */
    CLAIMS,
    /** A message in whose transaction an app has written. */
    APP
  }
}
