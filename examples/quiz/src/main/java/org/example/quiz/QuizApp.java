package org.example.quiz;

import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.threadless.router.dialog.DialogApp;
import org.threadless.router.dialog.Dialogs;
import org.threadless.router.handler.Handler;
import org.threadless.router.message.IncomingMessage;

/** Asks questions, one after the other, and counts the right answers. */
final class QuizApp extends DialogApp {

  private static final Duration PATIENCE = Duration.ofHours(1);

  private final List<Question> questions;

  @Inject
  QuizApp(QuizSettings settings, Dialogs dialogs) {
    super(dialogs);
    this.questions = settings.questions();
  }

  @Override
  public List<Handler> handlers() {
    return List.of(Handler.keyword("quiz", this::start), Handler.keyword("score", this::score));
  }

  private void start(IncomingMessage message, String rest) {
    ask(message, "", Score.NONE);
  }

  private void ask(IncomingMessage message, String before, Score score) {
    message.respond(before + questions.get(score.asked()).ask());
    dialogs().ask(message.connection(), score.state(), PATIENCE);
  }

  @Override
  protected void answer(IncomingMessage message, Map<String, String> state) {
    Score before = Score.of(state);
    Question question = questions.get(before.asked());
    boolean isRight = question.isRight(message.text().strip());
    String verdict = isRight ? "Right! " : "No, it is " + question.answer() + ". ";
    Score score = before.after(isRight);
    if (score.asked() < questions.size()) {
      ask(message, verdict, score);
    } else {
      message.respond(verdict + score);
      dialogs().end(message.connection());
    }
  }

  private void score(IncomingMessage message, String rest) {
    message.respond(
        dialogs()
            .of(message.connection())
            .map(dialog -> Score.of(dialog.state()).toString())
            .orElse("To play, send: QUIZ"));
  }
}
