package org.threadless.storage.wait.take;

import java.util.UUID;

/** The smallest id that is greater than another, in the order of databases. */
final class NextId {

  private NextId() {}

  static UUID after(UUID id) {
    long low = id.getLeastSignificantBits() + 1;
    return new UUID(id.getMostSignificantBits() + (low == 0 ? 1 : 0), low);
  }
}
