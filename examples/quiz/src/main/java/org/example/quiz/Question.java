package org.example.quiz;

import org.threadless.router.config.Settings;

/**
 * A question of the quiz.
 *
 * @param ask what is asked
 * @param answer what is right, in any case of letters
 */
record Question(String ask, String answer) {

  Question {
    Settings.notBlank("ask", ask);
    Settings.notBlank("answer", answer);
  }

  boolean isRight(String text) {
    return text.equalsIgnoreCase(answer);
  }
}
