package org.threadless.router.engine.callback;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who is told of what.
 *
 * @param byTarget the configured targets, and what each is told of
 * @param byMessage whether a single message may name its own
 */
public record Subscriptions(Map<String, Set<EventType>> byTarget, boolean byMessage) {

  /** Nobody is told of anything. */
  public static final Subscriptions NONE = new Subscriptions(Map.of(), false);

  /** Copies the map, and keeps its order. */
  public Subscriptions {
    byTarget = Collections.unmodifiableMap(new LinkedHashMap<>(byTarget));
  }

  /** Returns whether anybody is told of anything. */
  public boolean isNone() {
    return byTarget.isEmpty() && !byMessage;
  }

  /** Returns the configured targets that are told of this. */
  public List<String> of(EventType type) {
    return byTarget.entrySet().stream()
        .filter(each -> each.getValue().contains(type))
        .map(Map.Entry::getKey)
        .toList();
  }
}
