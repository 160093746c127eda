package org.threadless.router.engine.wiring;

import org.threadless.router.app.App;
import org.threadless.router.app.AppName;
import org.threadless.router.app.AppPlugin;

/** Binds one configured app. */
public final class AppInstance extends PluginInstance<AppPlugin, App> {

  private final AppName name;

  /**
   * @param name its configured name
   * @param plugin what it is
   * @param settings of the class that the plugin names as its {@code configType}
   */
  public AppInstance(AppName name, AppPlugin plugin, Record settings) {
    super(plugin, settings, App.class, name.value());
    this.name = name;
  }

  /** Returns its configured name. */
  public AppName name() {
    return name;
  }

  Class<? extends App> type() {
    return plugin().appType();
  }

  @Override
  String title() {
    return "app " + name;
  }

  @Override
  void bindPart() {
    bind(AppName.class).toInstance(name);
    bind(type());
    bind(key()).to(type());
  }
}
