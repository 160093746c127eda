package org.example.quiz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.threadless.router.app.AppPlugin;
import org.threadless.router.dialog.Dialogs;
import org.threadless.testing.AppContract;
import org.threadless.testing.RouterExtension;
import org.threadless.testing.TestRouter;

class QuizTest implements AppContract {

  private static final QuizSettings SETTINGS =
      new QuizSettings(
          List.of(
              new Question("How many legs has a spider?", "8"),
              new Question("What is the capital of Kenya?", "Nairobi")));

  @RegisterExtension
  private final RouterExtension router =
      TestRouter.builder().app(new QuizPlugin(), SETTINGS).extension();

  @Override
  public AppPlugin plugin() {
    return new QuizPlugin();
  }

  @Override
  public Record settings() {
    return SETTINGS;
  }

  @Override
  public List<String> textsForIt() {
    return List.of("quiz", "score");
  }

  @Test
  void everybodyPlaysTheirOwnGame() {
    router.script(
        """
        1112223333 > quiz
        1112223333 < How many legs has a spider?
        4445556666 > score
        4445556666 < To play, send: QUIZ
        1112223333 > 8
        1112223333 < Right! What is the capital of Kenya?
        1112223333 > score
        1112223333 < You have 1 of 1.
        """);
  }

  @Test
  void anAnswerMayHaveTheDigitsOfAnyScript() {
    router.script(
        """
        1112223333 > quiz
        1112223333 < How many legs has a spider?
        1112223333 > ٨
        1112223333 < Right! What is the capital of Kenya?
        """);
  }

  @Test
  void somebodyPlaysAndStartsAnew() throws IOException {
    try (InputStream script = getClass().getResourceAsStream("/quiz.script")) {
      router.script(new String(script.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void afterAnHourNothingIsWaitedForAnyMore() {
    router.script(
        """
        1112223333@202612010900 > quiz
        1112223333 < How many legs has a spider?
        1112223333@202612010959 > 8
        1112223333 < Right! What is the capital of Kenya?
        1112223333@202612011059 > Nairobi
        """);
  }

  @Test
  void whatIsKnownOfAPlayerIsKeptWithTheQuestion(Dialogs dialogs) {
    router.say("quiz");
    router.say("8");

    assertThat(dialogs.of(TestRouter.SOMEBODY).orElseThrow().state())
        .isEqualTo(Map.of("asked", "1", "right", "1"));
  }
}
