package org.threadless.router.engine.store;

import java.util.List;
import java.util.Objects;

/**
 * How many of the connections of a pool to the database are used at a moment.
 *
 * @param pool its name, which is the same on every node
 * @param most how many connections it may have
 * @param active how many somebody has
 * @param idle how many there are that nobody has
 * @param waiting how many threads wait for one
 */
public record PoolUse(String pool, int most, int active, int idle, int waiting) {

  /** Tells how it is. Safe for any thread. */
  @FunctionalInterface
  public interface Source {

    /** Returns how it is at this moment, always of the same pools; asks no database. */
    List<PoolUse> now();
  }

  /** Refuses null. */
  public PoolUse {
    Objects.requireNonNull(pool, "pool");
  }
}
