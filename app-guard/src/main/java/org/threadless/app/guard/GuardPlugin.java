package org.threadless.app.guard;

import com.google.inject.AbstractModule;
import com.google.inject.Module;
import java.util.List;
import java.util.Optional;
import org.threadless.router.app.App;
import org.threadless.router.app.AppPlugin;

/** The app {@code guard}. */
public final class GuardPlugin implements AppPlugin {

  @Override
  public String name() {
    return "guard";
  }

  @Override
  public Class<? extends Record> configType() {
    return GuardSettings.class;
  }

  @Override
  public Class<? extends App> appType() {
    return GuardApp.class;
  }

  @Override
  public Optional<String> migrations() {
    return Optional.of("org/threadless/app/guard/migrations");
  }

  @Override
  public List<Class<?>> mappers() {
    return List.of(StopMapper.class, ReplyMapper.class, SaidMapper.class);
  }

  /** What it remembers from one message to the next. */
  @Override
  public Optional<Module> module() {
    return Optional.of(
        new AbstractModule() {
          @Override
          protected void configure() {
            bind(GuardWords.class);
            bind(Senders.class);
            bind(Stops.class);
            bind(LoopBreaker.class);
            bind(Repetitions.class);
          }
        });
  }
}
