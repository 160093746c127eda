package org.threadless.router.engine.access;

import java.util.LinkedHashMap;
import java.util.Map;

/** Remembers as much as it may of what was asked for last. */
@SuppressWarnings("serial")
final class Latest<K, V> extends LinkedHashMap<K, V> {

  // A few megabytes.
  private static final int MOST = 10_000;

  Latest() {
    super(16, 0.75f, true);
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > MOST;
  }
}
