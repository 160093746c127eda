package org.threadless.router.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DialogTest {

  @Test
  void theStateIsSortedAndStaysAsItWas() {
    Map<String, String> given = new HashMap<>(Map.of("b", "2", "a", ""));
    Dialog dialog = new Dialog(given, true);

    given.clear();

    assertThat(dialog.state()).containsExactly(Map.entry("a", ""), Map.entry("b", "2"));
    assertThatThrownBy(() -> dialog.state().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void whatCannotBeKeptIsRefusedByName() {
    refuses(Map.of("", "x"), "a name in the state of a dialog must have 1 to 50 characters");
    refuses(Map.of("a".repeat(51), "x"), "a name in the state of a dialog must have 1 to 50");
    refuses(Map.of("a", "x".repeat(2001)), "the state of a dialog, a, must have at most 2000");
    refuses(Map.of("a", "\0"), "the state of a dialog, a, must not hold the character U+0000");
    refuses(
        IntStream.range(0, 51).boxed().collect(Collectors.toMap(i -> "n" + i, i -> "x")),
        "the state of a dialog must be at most 50, and is 51");
  }

  private static void refuses(Map<String, String> state, String message) {
    assertThatThrownBy(() -> new Dialog(state, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }
}
