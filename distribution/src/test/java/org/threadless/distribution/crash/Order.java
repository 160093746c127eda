package org.threadless.distribution.crash;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds where numbers do not come in their order. */
final class Order {

  private final String what;
  private final Map<String, Integer> highest = new HashMap<>();
  private final List<String> broken = new ArrayList<>();

  /**
   * @param what was done with them
   */
  Order(String what) {
    this.what = what;
  }

  /** Adds the next number of a connection. */
  void add(String connection, String text) {
    int number = Integer.parseInt(text);
    int before = highest.getOrDefault(connection, 0);
    if (number < before) {
      broken.add(connection + ": " + number + " was " + what + " after " + before);
    }
    highest.put(connection, Math.max(number, before));
  }

  /** Returns where they did not. */
  List<String> broken() {
    return List.copyOf(broken);
  }
}
