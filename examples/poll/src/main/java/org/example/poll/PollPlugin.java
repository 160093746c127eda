package org.example.poll;

import java.util.List;
import java.util.Optional;
import org.threadless.router.app.App;
import org.threadless.router.app.AppPlugin;

/** The app {@code poll}. */
public final class PollPlugin implements AppPlugin {

  @Override
  public String name() {
    return "poll";
  }

  @Override
  public Class<? extends App> appType() {
    return PollApp.class;
  }

  @Override
  public Class<? extends Record> configType() {
    return PollSettings.class;
  }

  @Override
  public Optional<String> migrations() {
    return Optional.of("org/example/poll/migrations");
  }

  @Override
  public List<Class<?>> mappers() {
    return List.of(VoteMapper.class);
  }
}
