package org.threadless.app.echo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.threadless.router.app.AppPlugin;
import org.threadless.testing.TestRouter;

class EchoTest {

  private final TestRouter router =
      TestRouter.builder().app(new EchoPlugin()).app(new PingPlugin()).start();

  @AfterEach
  void close() {
    router.close();
  }

  @Test
  void echoRepliesWithWhatFollowsInAnyCase() {
    assertThat(router.say("echo hello")).containsExactly("hello");
    assertThat(router.say("  ECHO: Hello,  world ")).containsExactly("Hello,  world");
  }

  @ParameterizedTest
  @ValueSource(strings = {"echo", "ECHO", "echo ", " echo:"})
  void echoWithoutAnythingExplainsItself(String text) {
    assertThat(router.say(text)).containsExactly("To echo some text, send: ECHO <ANYTHING>");
  }

  @Test
  void echoIsAWholeWord() {
    assertThat(router.say("echohello")).isEmpty();
  }

  @Test
  void exactlyPingGetsPong() {
    assertThat(router.say("ping")).containsExactly("pong");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Ping", "ping ", " ping", "ping pong"})
  void anythingButExactlyPingGetsNothing(String text) {
    assertThat(router.say(text)).isEmpty();
  }

  @Test
  void bothAreFoundAsPlugins() {
    assertThat(ServiceLoader.load(AppPlugin.class).stream().map(each -> each.get().name()))
        .containsExactlyInAnyOrder("echo", "ping");
  }
}
