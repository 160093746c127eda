package org.threadless.router.engine.store;

import org.threadless.router.message.OutgoingMessage;

/**
 * What goes out first of what waits at a backend: the higher rank. Messages of one connection keep
 * their order among those of one priority. {@code WaitingMapper.xml} gives each its rank by the
 * same rule.
 */
public enum Priority {
  /** What goes to many at once, each of these in turn with others. */
  BULK(0),
  /** What an app sends of itself. */
  OWN(1),
  /** What answers. */
  REPLY(2);

  private final int rank;

  Priority(int rank) {
    this.rank = rank;
  }

  /** Returns that of a message which goes to few. */
  public static Priority of(OutgoingMessage message) {
    return message.inResponseTo().isPresent() ? REPLY : OWN;
  }

  /** Returns it as the database has it. */
  public int rank() {
    return rank;
  }
}
