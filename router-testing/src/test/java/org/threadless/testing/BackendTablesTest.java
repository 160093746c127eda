package org.threadless.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.threadless.router.message.Connection;
import org.threadless.router.message.ReceivedMessage;

/** A backend may bring tables, which its engine's backends share. */
class BackendTablesTest {

  @Test
  void twoBackendsOfOneEngineWriteIntoItsTableThatIsMadeOnce() {
    try (TestRouter router =
        TestRouter.builder()
            .app(new AnsweringPlugin())
            .backend("one", new DayBookPlugin())
            .backend("two", new DayBookPlugin())
            .start()) {
      for (String backend : List.of("one", "two", "one")) {
        router.incoming(ReceivedMessage.of(Connection.of(backend, "1"), "hello"));
      }

      assertThat(gatewayIds(router, "one")).containsExactly("entry 1", "entry 2");
      assertThat(gatewayIds(router, "two")).containsExactly("entry 1");
    }
  }

  private static List<String> gatewayIds(TestRouter router, String backend) {
    return router.conversations().conversation(Connection.of(backend, "1"), 10).stream()
        .flatMap(message -> message.gatewayId().stream())
        .toList();
  }
}
