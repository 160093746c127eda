package org.threadless.backend.http.answer;

import static org.threadless.router.config.Settings.orElse;

import java.util.List;

/**
 * What a provider is told in each case. Without a setting there is no body.
 *
 * @param stored all is stored, or had come before; default 200
 * @param otherwise no rule is for it, and nothing is stored; default 200
 * @param again it could not be stored now; default 503
 * @param never it cannot be read; default 400, and what HTTP has for the rest
 * @param denied the caller is not the provider; default 403
 */
public record AnswerSettings(
    OneAnswer stored, OneAnswer otherwise, OneAnswer again, OneAnswer never, OneAnswer denied) {

  /** Fills in what is left out. */
  public AnswerSettings {
    stored = orElse(stored, OneAnswer.DEFAULT);
    otherwise = orElse(otherwise, OneAnswer.DEFAULT);
    again = orElse(again, OneAnswer.DEFAULT);
    never = orElse(never, OneAnswer.DEFAULT);
    denied = orElse(denied, OneAnswer.DEFAULT);
  }

  List<OneAnswer> all() {
    return List.of(stored, otherwise, again, never, denied);
  }

  /** Returns those of a backend that says nothing of it. */
  public static AnswerSettings defaults() {
    return new AnswerSettings(null, null, null, null, null);
  }
}
