package org.threadless.app.webhook;

import com.google.inject.AbstractModule;
import com.google.inject.Module;
import java.util.Optional;
import org.threadless.router.app.App;
import org.threadless.router.app.AppPlugin;

/** The app {@code webhook}. */
public final class WebhookPlugin implements AppPlugin {

  @Override
  public String name() {
    return "webhook";
  }

  @Override
  public Class<? extends Record> configType() {
    return WebhookSettings.class;
  }

  @Override
  public Class<? extends App> appType() {
    return WebhookApp.class;
  }

  /** What keeps its connections from one message to the next. */
  @Override
  public Optional<Module> module() {
    return Optional.of(
        new AbstractModule() {
          @Override
          protected void configure() {
            bind(AskedProgram.class);
          }
        });
  }
}
