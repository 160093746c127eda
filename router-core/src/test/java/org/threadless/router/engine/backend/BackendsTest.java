package org.threadless.router.engine.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.threadless.router.message.BackendName;

class BackendsTest {

  private final Backends backends =
      new Backends(
          List.of(
              backend("a", "b", "c"),
              backend("b", "d"),
              backend("c", "d"),
              backend("d"),
              backend("round", "about"),
              backend("about", "round")));

  @Test
  void eachIsFollowedByItsOwnFallbacksAndAskedOnce() {
    assertThat(ways("a")).containsExactly("a", "b", "d", "c");
    assertThat(ways("c")).containsExactly("c", "d");
    assertThat(ways("d")).containsExactly("d");
  }

  @Test
  void aLoopHasAnEnd() {
    assertThat(ways("round")).containsExactly("round", "about");
  }

  @Test
  void itIsKnownWhoseMessagesMayGoOutByOne() {
    assertThat(backends.leadingTo(new BackendName("d")))
        .extracting(BackendName::value)
        .containsExactly("a", "b", "c", "d");
    assertThat(backends.leadingTo(new BackendName("a")))
        .extracting(BackendName::value)
        .containsExactly("a");
  }

  private List<String> ways(String name) {
    return backends.ways(new BackendName(name)).stream().map(BackendName::value).toList();
  }

  private static ConfiguredBackend backend(String name, String... fallbacks) {
    List<BackendName> names = Arrays.stream(fallbacks).map(BackendName::new).toList();
    BackendSettings settings = SomeSettings.withFallback(names);
    return new ConfiguredBackend(new BackendName(name), "none", settings, "inline", null, null);
  }
}
