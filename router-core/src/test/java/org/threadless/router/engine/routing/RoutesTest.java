package org.threadless.router.engine.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.threadless.router.app.NoRouteException;
import org.threadless.router.engine.routing.way.Route;
import org.threadless.router.engine.routing.way.Routes;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Identity;

class RoutesTest {

  private static final int NUMBERS = 10_000;

  // Printed where something fails: the same seed gives the same case.
  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  @Test
  void theLongestPrefixHoldsWhateverTheOrder() {
    for (int round = 0; round < 500; round++) {
      Map<String, Route> byPrefix = new HashMap<>();
      for (int i = random.nextInt(20); i >= 0; i--) {
        String prefix = digits(random.nextInt(6));
        byPrefix.put(prefix, new Route(prefix, Map.of(new BackendName("to-" + prefix), 1)));
      }
      Routes routes = new Routes(List.copyOf(byPrefix.values()));
      Identity to = new Identity(digits(9));

      String longest = null;
      for (int length = 0; length <= 9; length++) {
        String start = to.value().substring(0, length);
        longest = byPrefix.containsKey(start) ? start : longest;
      }
      if (longest == null) {
        assertThatThrownBy(() -> routes.connection(to)).isInstanceOf(NoRouteException.class);
      } else {
        assertThat(routes.connection(to))
            .as("seed %s", seed)
            .isEqualTo(new Connection(new BackendName("to-" + longest), to));
      }
    }
  }

  @Test
  void weightsHoldWithinFivePercentOverTenThousandNumbers() {
    for (int round = 0; round < 10; round++) {
      Map<BackendName, Integer> weights = weights();
      double all = weights.values().stream().mapToInt(Integer::intValue).sum();
      Map<BackendName, Integer> drawn = drawn(new Route("", weights));
      weights.forEach(
          (backend, weight) ->
              assertThat(drawn.getOrDefault(backend, 0) / (double) NUMBERS)
                  .as("%s of %s, seed %s", backend, weights, seed)
                  .isCloseTo(weight / all, within(0.05)));
    }
  }

  @Test
  void thoseInARowOfNumbersAreSharedByWeightAsWell() {
    Route route = new Route("", Map.of(backend("a"), 3, backend("b"), 1));
    int first = 0;
    for (int i = 0; i < NUMBERS; i++) {
      first += route.backend(new Identity("+2557" + (10_000_000 + i))).equals(backend("a")) ? 1 : 0;
    }
    assertThat(first / (double) NUMBERS).isCloseTo(0.75, within(0.02));
  }

  @Test
  void anIdentityHasTheSameBackendWhateverTheOrderOfTheConfiguration() {
    Map<BackendName, Integer> weights = weights();
    List<BackendName> names = new ArrayList<>(weights.keySet());
    Collections.reverse(names);
    Map<BackendName, Integer> reversed = new LinkedHashMap<>();
    names.forEach(name -> reversed.put(name, weights.get(name)));
    for (int i = 0; i < 1000; i++) {
      Identity to = new Identity(digits(10));
      assertThat(new Route("", reversed).backend(to))
          .as("seed %s", seed)
          .isEqualTo(new Route("", weights).backend(to));
    }
  }

  @Test
  void itIsTheSameInEveryProcessAndVersion() {
    // What people are used to must not change with a version of the router.
    Route route = new Route("", Map.of(backend("vodacom"), 3, backend("airtel"), 1));
    assertThat(
            List.of(
                "+255712345678",
                "+255712345679",
                "+255712345683",
                "+255712345684",
                "+255712345685",
                "+255712345686",
                "+255712345690"))
        .extracting(to -> route.backend(new Identity(to)).value())
        .containsExactly(
            "vodacom", "vodacom", "vodacom", "vodacom", "airtel", "vodacom", "vodacom");
  }

  @Test
  void onlyThoseMoveWhomANewBackendGets() {
    Map<BackendName, Integer> before =
        new LinkedHashMap<>(Map.of(backend("a"), 2, backend("b"), 1));
    Map<BackendName, Integer> after = new LinkedHashMap<>(before);
    after.put(backend("c"), 1);
    for (int i = 0; i < 1000; i++) {
      Identity to = new Identity(digits(10));
      assertThat(new Route("", after).backend(to))
          .as("seed %s", seed)
          .isIn(new Route("", before).backend(to), backend("c"));
    }
  }

  @Test
  void whereNoRouteLeadsOneLineSaysSo() {
    Routes routes =
        new Routes(
            List.of(
                new Route("+255", Map.of(backend("a"), 1)),
                new Route("+254", Map.of(backend("b"), 1))));

    assertThatThrownBy(() -> routes.connection(new Identity("+4912345")))
        .isInstanceOf(NoRouteException.class)
        .hasMessage("no route leads to +4912345; the routes are for +254, +255");
    assertThatThrownBy(() -> Routes.none().connection(new Identity("+4912345")))
        .hasMessage("no route leads to +4912345: the configuration has no routes");
  }

  @Test
  void sharesAreToldAsTheyStandInTheConfiguration() {
    Map<BackendName, Integer> weights = new LinkedHashMap<>();
    weights.put(backend("vodacom"), 3);
    weights.put(backend("airtel"), 1);
    assertThat(new Route("+2557", weights).shares()).isEqualTo("vodacom 75 %, airtel 25 %");
  }

  private Map<BackendName, Integer> weights() {
    Map<BackendName, Integer> weights = new LinkedHashMap<>();
    for (int i = 0; i < 2 + random.nextInt(4); i++) {
      weights.put(backend("backend-" + i + "-" + random.nextInt(1000)), 1 + random.nextInt(10));
    }
    return weights;
  }

  private Map<BackendName, Integer> drawn(Route route) {
    Map<BackendName, Integer> drawn = new HashMap<>();
    for (int i = 0; i < NUMBERS; i++) {
      drawn.merge(route.backend(new Identity("+" + digits(11))), 1, Integer::sum);
    }
    return drawn;
  }

  private String digits(int length) {
    StringBuilder digits = new StringBuilder();
    for (int i = 0; i < length; i++) {
      digits.append(random.nextInt(10));
    }
    return digits.toString();
  }

  private static BackendName backend(String name) {
    return new BackendName(name);
  }
}
