package org.threadless.distribution.crash;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What reached the gateways.
 *
 * @param taken messages, in the order they came
 * @param kills when a node was killed
 */
record Deliveries(List<FlakyGateway.Taken> taken, List<Instant> kills) {

  // How long before a kill a message may have been taken whose outcome was lost by it: a slow
  // answer, and the commit after it.
  private static final Duration IN_FLIGHT = Duration.ofSeconds(3);

  private static final Duration AROUND = Duration.ofSeconds(20);

  /** Returns whom what was brought, by {@link #key}. */
  Set<String> reached() {
    Set<String> reached = new HashSet<>();
    taken.forEach(message -> reached.add(key(message)));
    return reached;
  }

  /** Returns what tells a message from all others. */
  static String key(String identity, String text) {
    return identity + "." + text;
  }

  static String key(FlakyGateway.Taken message) {
    return key(message.identity(), message.text());
  }

  /** Returns how many came more than once. */
  int twice() {
    return taken.size() - reached().size();
  }

  /** Returns those that came again, though not because of a kill. */
  List<String> twiceWithoutCause() {
    Map<String, Instant> last = new HashMap<>();
    List<String> found = new ArrayList<>();
    for (FlakyGateway.Taken message : taken) {
      Instant before = last.put(key(message), message.at());
      if (before != null && kills.stream().noneMatch(kill -> wasInFlight(before, kill))) {
        found.add(message.toString());
      }
    }
    return found;
  }

  /**
   * Returns where they came out of their order.
   *
   * @param connection tells what is in one order
   */
  List<String> outOfOrder(Function<FlakyGateway.Taken, String> connection) {
    Order delivered = new Order("delivered");
    Set<String> seen = new HashSet<>();
    for (FlakyGateway.Taken message : taken) {
      if (seen.add(key(message))) {
        delivered.add(connection.apply(message), message.text());
      }
    }
    return delivered.broken();
  }

  /** Returns the kills from a little before some messages came until a little after. */
  List<Instant> killsAround(List<FlakyGateway.Taken> messages) {
    return messages.isEmpty()
        ? List.of()
        : kills.stream()
            .filter(kill -> kill.isAfter(messages.get(0).at().minus(AROUND)))
            .filter(kill -> kill.isBefore(messages.get(messages.size() - 1).at().plus(AROUND)))
            .toList();
  }

  /** Returns whether a kill may have made a node forget what came of something. */
  static boolean wasInFlight(Instant taken, Instant kill) {
    return !kill.isBefore(taken) && kill.isBefore(taken.plus(IN_FLIGHT));
  }
}
