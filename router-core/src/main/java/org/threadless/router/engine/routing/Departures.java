package org.threadless.router.engine.routing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.threadless.router.engine.store.Departure;
import org.threadless.router.engine.store.Planned;
import org.threadless.router.message.Connection;

/**
 * Lets a few of the messages that one piece of work has made go out on its thread, those that
 * answer before others, and the rest in turn: a gateway that takes its time for each is not to hold
 * up who sends to thousands. Those of one connection go the same way, since they keep their order.
 */
final class Departures {

  private Departures() {}

  static List<Planned> of(List<Planned> planned, int atOnce) {
    List<Planned> going = planned.stream().filter(each -> each.goes(Departure.AT_ONCE)).toList();
    if (going.size() <= atOnce) {
      return planned;
    }
    Set<Connection> first = first(going, atOnce);
    return planned.stream().map(each -> isLeft(each, first) ? each.inTurn() : each).toList();
  }

  private static boolean isLeft(Planned planned, Set<Connection> first) {
    return planned.goes(Departure.AT_ONCE) && !first.contains(planned.message().connection());
  }

  private static Set<Connection> first(List<Planned> going, int atOnce) {
    Map<Connection, List<Planned>> byConnection =
        going.stream()
            .collect(
                Collectors.groupingBy(
                    each -> each.message().connection(), LinkedHashMap::new, Collectors.toList()));
    Set<Connection> found = new HashSet<>();
    int left = atOnce;
    for (List<Planned> each : answersFirst(byConnection)) {
      if (each.size() <= left) {
        left -= each.size();
        found.add(each.get(0).message().connection());
      }
    }
    return found;
  }

  private static List<List<Planned>> answersFirst(Map<Connection, List<Planned>> byConnection) {
    Map<Boolean, List<List<Planned>>> answered =
        byConnection.values().stream().collect(Collectors.partitioningBy(Departures::answers));
    List<List<Planned>> sorted = new ArrayList<>(answered.get(true));
    sorted.addAll(answered.get(false));
    return sorted;
  }

  private static boolean answers(List<Planned> ofConnection) {
    return ofConnection.stream().anyMatch(each -> each.message().inResponseTo().isPresent());
  }
}
