package org.example.quiz;

import java.util.List;
import java.util.Optional;
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

  @Override
  public Optional<String> migrations() {
    return Optional.of("org/example/quiz/migrations");
  }

  @Override
  public List<Class<?>> mappers() {
    return List.of(PlayerMapper.class);
  }
}
