package org.example.quiz;

import java.util.List;
import org.threadless.router.config.Settings;

/**
 * The settings of the quiz.
 *
 * @param questions at least one, in the order they are asked
 */
record QuizSettings(List<Question> questions) {

  QuizSettings {
    questions = List.copyOf(Settings.required("questions", questions));
    Settings.check(!questions.isEmpty(), "questions", "must have at least one question");
  }
}
