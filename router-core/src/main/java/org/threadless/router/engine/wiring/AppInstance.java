package org.threadless.router.engine.wiring;

import com.google.inject.Key;
import com.google.inject.PrivateModule;
import com.google.inject.name.Names;
import org.threadless.router.app.App;
import org.threadless.router.app.AppName;
import org.threadless.router.app.AppPlugin;

/**
 * Binds one configured app. What it binds, and what the plugin's own module binds, is private:
 * nothing but the app itself can be seen from outside.
 */
public final class AppInstance extends PrivateModule {

  private final AppName name;
  private final AppPlugin plugin;
  private final Record settings;

  /**
   * @param name its configured name
   * @param plugin what it is
   * @param settings of the class that the plugin names as its {@code configType}
   */
  public AppInstance(AppName name, AppPlugin plugin, Record settings) {
    this.name = name;
    this.plugin = plugin;
    this.settings = settings;
  }

  /** Returns its configured name. */
  public AppName name() {
    return name;
  }

  /** Returns what it is. */
  public AppPlugin plugin() {
    return plugin;
  }

  Class<? extends App> type() {
    return plugin.appType();
  }

  /** Returns what it is called in messages to the user: with its jar, where that is a plugin. */
  public String label() {
    return PluginLabel.of("app " + name, plugin.getClass());
  }

  Key<App> key() {
    return Key.get(App.class, Names.named(name.value()));
  }

  @Override
  protected void configure() {
    plugin.module().ifPresent(this::install);
    SettingsBinding.bind(binder(), settings);
    bind(AppName.class).toInstance(name);
    MappersBinding.bind(binder(), plugin.mappers());
    bind(plugin.appType());
    bind(key()).to(plugin.appType());
    expose(key());
  }
}
