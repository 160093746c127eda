package org.threadless.storage.keep;

import java.time.Instant;

/**
 * What one step of a {@link Sweep} has done.
 *
 * @param looked how many it has looked at; 0 where there are no more, or another node is at it
 * @param deleted of how many of them it has deleted something
 * @param upTo all that is older was looked at
 */
record Swept(int looked, int deleted, Instant upTo) {

  static final Swept NOTHING = new Swept(0, 0, Instant.EPOCH);
}
