package org.example.quiz;

import org.threadless.router.config.Settings;
import org.threadless.router.handler.Digits;

/**
 * A question of the quiz.
 *
 * @param ask what is asked
 * @param answer what is right, in any case of letters, with the digits of any script
 */
record Question(String ask, String answer) {

  Question {
    Settings.notBlank("ask", ask);
    Settings.notBlank("answer", answer);
  }

  boolean isRight(String text) {
    return Digits.toAscii(text).equalsIgnoreCase(answer);
  }
}
