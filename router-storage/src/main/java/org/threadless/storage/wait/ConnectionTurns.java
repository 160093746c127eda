package org.threadless.storage.wait;

import java.util.UUID;

/** The order of connections, in which each has its turn: that of their ids. */
final class ConnectionTurns {

  /** Before all of them. */
  static final UUID FIRST = new UUID(0, 0);

  private ConnectionTurns() {}

  /** Returns the place right behind a connection. */
  static UUID after(UUID connection) {
    long low = connection.getLeastSignificantBits() + 1;
    return new UUID(connection.getMostSignificantBits() + (low == 0 ? 1 : 0), low);
  }
}
