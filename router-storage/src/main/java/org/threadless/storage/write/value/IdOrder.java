package org.threadless.storage.write.value;

import java.util.Comparator;
import java.util.UUID;

/**
 * The order of ids as databases have it, byte by byte, which for those of messages is that of time;
 * {@link UUID#compareTo} has another one.
 */
public final class IdOrder {

  /** The lowest first. */
  public static final Comparator<UUID> LOWEST_FIRST = IdOrder::compare;

  private IdOrder() {}

  /** Returns whether an id is after another one. */
  public static boolean isAfter(UUID id, UUID other) {
    return compare(id, other) > 0;
  }

  /** Returns the lowest id after another one. */
  public static UUID next(UUID id) {
    long low = id.getLeastSignificantBits() + 1;
    return new UUID(id.getMostSignificantBits() + (low == 0 ? 1 : 0), low);
  }

  private static int compare(UUID one, UUID other) {
    int first = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
    return first != 0
        ? first
        : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
  }
}
