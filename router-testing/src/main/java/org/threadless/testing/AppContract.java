package org.threadless.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.threadless.router.Plugin;
import org.threadless.router.app.AppPlugin;
import org.threadless.router.message.Connection;
import org.threadless.router.message.IncomingStatus;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.router.people.Person;

/** What every app must hold to; the test of an app implements it. */
public interface AppContract extends PluginContract {

  @Override
  AppPlugin plugin();

  @Override
  default Class<? extends Plugin> service() {
    return AppPlugin.class;
  }

  /** Returns texts that it answers, for the tests that send it messages. */
  List<String> textsForIt();

  @Test
  default void itAnswersWhatIsForIt() {
    try (TestRouter router = TestRouter.builder().app(plugin(), settings()).start()) {
      assertThat(textsForIt()).isNotEmpty();
      for (String text : textsForIt()) {
        assertThat(router.say(text)).as("replies to '" + text + "'").isNotEmpty();
      }
    }
  }

  @Test
  default void noTextMakesItThrow() {
    try (TestRouter router = TestRouter.builder().app(plugin(), settings()).start()) {
      awkwardTexts().forEach(router::say);

      assertThat(router.failures()).isEmpty();
    }
  }

  @Test
  default void manyMessagesAtOnceAreAllRouted() {
    try (TestRouter router = TestRouter.builder().app(plugin(), settings()).start()) {
      List<String> texts = textsForIt();
      List<IncomingStatus> statuses =
          PluginChecks.atOnce(
              100,
              i ->
                  router
                      .incoming(
                          ReceivedMessage.of(
                              Connection.of("test", "person " + i % 20),
                              texts.get(i % texts.size())))
                      .status());

      assertThat(statuses).doesNotContain(IncomingStatus.ERRORED);
      assertThat(router.failures()).isEmpty();
    }
  }

  @Test
  default void itKeepsNothingOfWhoIsErased() {
    try (TestRouter router = TestRouter.builder().app(plugin(), settings()).start()) {
      Person somebody = Person.of(TestRouter.SOMEBODY);
      textsForIt().forEach(router::say);

      router.erase(somebody);

      assertThat(router.keeps(somebody)).isEmpty();
      router.erase(somebody);
    }
  }

  @Test
  default void noSecretIsInAnyLineOfTheLog() {
    try (CapturedLog log = new CapturedLog(plugin().getClass());
        TestRouter router = TestRouter.builder().app(plugin(), settings()).start()) {
      awkwardTexts().forEach(router::say);

      PluginChecks.hasNoSecret(SettingsRecord.secrets(settings()), log.lines());
    }
  }

  private Stream<String> awkwardTexts() {
    // As they are, and behind something that the app listens to.
    return Stream.concat(
        AwkwardTexts.ALL.stream(),
        textsForIt().stream()
            .flatMap(
                start ->
                    AwkwardTexts.ALL.stream()
                        .flatMap(text -> Stream.of(start + text, start + " " + text))));
  }
}
