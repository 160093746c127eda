package org.threadless.router.engine.store;

import java.util.List;
import java.util.Objects;

/**
 * How much this node has deleted since it was started, because it was older than it is to be kept.
 *
 * @param kind what of it, as the configuration names it: {@code texts}
 * @param count of how many messages, or how many entries of what people did
 */
public record Deleted(String kind, long count) {

  /** Tells how much it is. Safe for any thread; asks no database. */
  public interface Source {

    /** Returns how much it is by now, always of the same kinds, each of them once. */
    List<Deleted> now();

    /** Returns how often something was to be deleted and could not be, since the start. */
    long failures();
  }

  /** Refuses null. */
  public Deleted {
    Objects.requireNonNull(kind, "kind");
  }
}
