package org.threadless.backend.http.outgoing.settings;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Copies of maps of settings, in the order of the file; empty where they are left out. */
final class Kept {

  private Kept() {}

  static <V> Map<String, V> inOrder(Map<String, V> map) {
    return map == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}
