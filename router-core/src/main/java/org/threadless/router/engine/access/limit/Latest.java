package org.threadless.router.engine.access.limit;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers as much as it may of what was asked for last. Not safe for several threads.
 *
 * @param <K> what it is known by
 * @param <V> what is remembered of it
 */
@SuppressWarnings("serial")
public final class Latest<K, V> extends LinkedHashMap<K, V> {

  // A few megabytes.
  private static final int MOST = 10_000;

  /** Remembers nothing yet. */
  public Latest() {
    super(16, 0.75f, true);
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > MOST;
  }
}
