package org.threadless.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An app that ends the process for certain messages. */
@Tag("long")
class DeadlyAppIT {

  private static final String TESTER = "/httptester/httptester-public/";

  private static final String SOURCE =
      """
      import org.threadless.router.app.App;
      import org.threadless.router.message.IncomingMessage;

      public class Deadly implements org.threadless.router.app.AppPlugin {
        public String name() { return "deadly"; }
        public Class<? extends App> appType() { return Death.class; }

        public static class Death implements App {
          static class Broken {
            static final int NUMBER = Integer.parseInt("none");
          }

          public boolean handle(IncomingMessage message) throws Exception {
            switch (message.text()) {
              case "halt": Runtime.getRuntime().halt(9);
              case "exit": System.exit(9);
              case "memory": throw new OutOfMemoryError("of a test");
              case "static": return Broken.NUMBER > 0;
              default: return false;
            }
          }
        }
      }
      """;

  @TempDir private Path folder;
  private Distribution distribution;

  @BeforeEach
  void unzip() throws Exception {
    distribution = Distribution.prepareIn(folder);
    distribution.configure("port: 8000", "port: 0");
    distribution.configure("apps:\n", "apps:\n  - deadly\n");
    CompiledPlugin.jar(
        distribution.file("plugins/deadly.jar"), distribution.file("lib"), "Deadly", SOURCE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"inline", "queue"})
  void aMessageThatKillsTheProcessIsTriedThreeTimesAndTheOthersAreRouted(String handler)
      throws Exception {
    handleWith(handler);
    try (RouterProcess router = distribution.serve()) {
      killWith("halt", router);
    }
    for (int i = 0; i < 2; i++) {
      assertThat(distribution.run("serve").exit()).isEqualTo(9);
    }
    try (RouterProcess router = distribution.serve()) {
      await().untilAsserted(() -> assertThat(conversation(router, "1")).contains("ERRORED"));
      router.post(TESTER, "2", "echo still here");
      await().untilAsserted(() -> assertThat(conversation(router, "2")).contains("still here"));
    }
  }

  @Test
  void aMessageThatEndsTheProcessInGoodOrderIsTriedThreeTimes() throws Exception {
    handleWith("queue");
    // The stop waits for the app that asked for it, which waits for the stop.
    distribution.configure("  port: 0\n", "  port: 0\n  stop-timeout: 1s\n");
    try (RouterProcess router = distribution.serve()) {
      killWith("exit", router);
    }
    for (int i = 0; i < 2; i++) {
      FinishedCommand unused = distribution.run("serve");
    }
    try (RouterProcess router = distribution.serve()) {
      await().untilAsserted(() -> assertThat(conversation(router, "1")).contains("ERRORED"));
    }
  }

  @Test
  void anAppThatRunsOutOfMemoryEndsTheProcess() throws Exception {
    try (RouterProcess router = distribution.serve()) {
      killWith("memory", router);
      assertThat(router.awaitEnd()).isEqualTo(3);
    }
  }

  @Test
  void aStaticInitializerThatThrowsIsThatAppsOwnException() throws Exception {
    try (RouterProcess router = distribution.serve()) {
      for (String id : new String[] {"7", "8"}) {
        String form = "identity=1&text=static&external-id=" + id;
        assertThat(router.postForm(TESTER, form).statusCode()).isEqualTo(200);
      }
      assertThat(conversation(router, "1")).contains("could not understand").contains("HANDLED");
    }
  }

  private void handleWith(String handler) throws IOException {
    distribution.configure(
        "  httptester-public:\n    engine: httptester\n",
        "  httptester-public:\n    engine: httptester\n    handler: " + handler + "\n");
  }

  private static void killWith(String text, RouterProcess router) throws InterruptedException {
    try {
      // With an id of its own, so that it is stored before it is routed.
      router.postForm(TESTER, "identity=1&external-id=7&text=" + text);
    } catch (IOException e) {
      // There was nobody left to answer.
    }
    int unused = router.awaitEnd();
  }

  private static String conversation(RouterProcess router, String identity) throws Exception {
    return router.get(TESTER + identity + "/messages").body();
  }
}
