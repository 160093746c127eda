package org.threadless.storage.wait.sql;

import java.time.Instant;
import java.util.UUID;

/**
 * A place whose turn a node has.
 *
 * @param probeAt when the next message is tried of a backend that is down; null where it is up
 * @param probes how many have found so
 * @param probed the connection of the last one; null where there was none yet
 * @param pausedAt since when nothing is sent there by hand; null where it is not paused
 * @param lane the lane of which was taken last; null where none was yet
 * @param freeAt when its rate lets the next message go; null where none has gone yet
 * @param sentOn the day on which the last one went, counted from 1970
 * @param sentCount how many went on that day
 * @param expires when the first of its messages is of no use any more; null where none says so
 */
public record TurnRow(
    Instant probeAt,
    int probes,
    UUID probed,
    Instant pausedAt,
    UUID lane,
    Instant freeAt,
    long sentOn,
    int sentCount,
    Instant expires) {

  public Usage usage() {
    return new Usage(freeAt, sentOn, sentCount);
  }

  /** Returns whether there may be messages that are of no use any more. */
  public boolean hasExpired(Instant now) {
    return expires != null && !expires.isAfter(now);
  }
}
