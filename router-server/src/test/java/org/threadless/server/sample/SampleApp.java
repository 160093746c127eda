package org.threadless.server.sample;

import com.google.inject.Module;
import java.util.Optional;
import org.threadless.router.app.App;
import org.threadless.router.app.AppPlugin;
import org.threadless.router.config.NoConfig;

/** An app's plugin that is what its constructor says. */
public abstract class SampleApp implements AppPlugin {

  private final String name;
  private final Class<? extends Record> configType;
  private final Class<? extends App> appType;
  private final Optional<Module> module;

  protected SampleApp(String name, Class<? extends App> appType) {
    this(name, NoConfig.class, appType, Optional.empty());
  }

  SampleApp(
      String name,
      Class<? extends Record> configType,
      Class<? extends App> appType,
      Optional<Module> module) {
    this.name = name;
    this.configType = configType;
    this.appType = appType;
    this.module = module;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Class<? extends Record> configType() {
    return configType;
  }

  @Override
  public Class<? extends App> appType() {
    return appType;
  }

  @Override
  public Optional<Module> module() {
    return module;
  }
}
