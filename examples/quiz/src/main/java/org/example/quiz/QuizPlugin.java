package org.example.quiz;

import org.threadless.router.app.App;
import org.threadless.router.app.AppPlugin;

/** The app {@code quiz}. */
public final class QuizPlugin implements AppPlugin {

  @Override
  public String name() {
    return "quiz";
  }

  @Override
  public Class<? extends App> appType() {
    return QuizApp.class;
  }

  @Override
  public Class<? extends Record> configType() {
    return QuizSettings.class;
  }
}
