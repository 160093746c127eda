package org.threadless.app.fallback;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.threadless.router.app.AppPlugin;
import org.threadless.testing.AppContract;
import org.threadless.testing.TestRouter;

class DefaultTest implements AppContract {

  @Override
  public AppPlugin plugin() {
    return new DefaultPlugin();
  }

  @Override
  public List<String> textsForIt() {
    return List.of("what?");
  }

  @Test
  void whatNoAppUnderstoodGetsTheDefaultTextWithTheProjectsName() {
    assertThat(repliesTo("what?", ofTexts()))
        .containsExactly("Sorry, My $1 project could not understand your message.");
  }

  @Test
  void theTextIsConfigured() {
    assertThat(repliesTo("what?", responding("Ask %(project_name)s.")))
        .containsExactly("Ask My $1 project.");
  }

  @Test
  void anEmptyTextSwitchesItOff() {
    assertThat(repliesTo("what?", responding(""))).isEmpty();
  }

  @Test
  void itDoesNotStopTheDefaultOfLaterApps() {
    try (TestRouter router =
        TestRouter.builder()
            .app(new DefaultPlugin(), responding("one"))
            .app(new Second(), responding("two"))
            .start()) {
      assertThat(router.say("what?")).containsExactly("one", "two");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          fr    | Désolé, My $1 project n'a pas compris votre message.
          es-MX | Lo sentimos, My $1 project no pudo entender su mensaje.
          pt-BR | Desculpe, My $1 project não entendeu a sua mensagem.
          sw    | Samahani, My $1 project haikuelewa ujumbe wako.
          ar    | عذرًا، لم يتمكن My $1 project من فهم رسالتك.
          lg    | Sorry, My $1 project could not understand your message.
          """)
  void whoeverItIsGetsItInTheirLanguage(String language, String text) {
    try (TestRouter router = router(ofTexts())) {
      router.speaks(language);

      assertThat(router.say("what?")).containsExactly(text);
    }
  }

  @Test
  void aConfiguredTextIsForAllLanguages() {
    try (TestRouter router = router(responding("Ask us."))) {
      router.speaks("fr");

      assertThat(router.say("what?")).containsExactly("Ask us.");
    }
  }

  private static DefaultSettings ofTexts() {
    return new DefaultSettings(Optional.empty());
  }

  private static DefaultSettings responding(String response) {
    return new DefaultSettings(Optional.of(response));
  }

  private static TestRouter router(DefaultSettings settings) {
    return TestRouter.builder()
        .app(new DefaultPlugin(), settings)
        .projectName("My $1 project")
        .start();
  }

  private static Iterable<String> repliesTo(String text, DefaultSettings settings) {
    try (TestRouter router = router(settings)) {
      return router.say(text);
    }
  }

  /** The same app under another name. */
  private static final class Second implements AppPlugin {
    @Override
    public String name() {
      return "second";
    }

    @Override
    public Class<? extends Record> configType() {
      return DefaultSettings.class;
    }

    @Override
    public Class<DefaultApp> appType() {
      return DefaultApp.class;
    }
  }
}
