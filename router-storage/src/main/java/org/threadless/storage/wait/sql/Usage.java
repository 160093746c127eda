package org.threadless.storage.wait.sql;

import java.time.Instant;

/**
 * What was taken at a place, as far as its rates ask.
 *
 * @param freeAt when its rate lets the next message go; null where none has gone yet
 * @param sentOn the day on which the last one went, counted from 1970
 * @param sentCount how many went on that day
 */
public record Usage(Instant freeAt, long sentOn, int sentCount) {

  /** Of a place where nothing was taken yet. */
  public static final Usage NONE = new Usage(null, 0, 0);
}
