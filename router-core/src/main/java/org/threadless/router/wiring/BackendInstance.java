package org.threadless.router.wiring;

import com.google.inject.Key;
import com.google.inject.PrivateModule;
import com.google.inject.Scopes;
import com.google.inject.name.Names;
import org.threadless.router.backend.Backend;
import org.threadless.router.backend.BackendPlugin;
import org.threadless.router.message.BackendName;

/**
 * Binds one configured backend. What it binds, and what the plugin's own module binds, is private:
 * nothing but the backend itself can be seen from outside.
 */
public final class BackendInstance extends PrivateModule {

  private final BackendName name;
  private final BackendPlugin plugin;
  private final Record settings;

  /**
   * @param name its configured name
   * @param plugin what it is
   * @param settings of the class that the plugin names as its {@code configType}
   */
  public BackendInstance(BackendName name, BackendPlugin plugin, Record settings) {
    this.name = name;
    this.plugin = plugin;
    this.settings = settings;
  }

  /** Returns its configured name. */
  public BackendName name() {
    return name;
  }

  /** Returns its kind. */
  public String engine() {
    return plugin.engine();
  }

  /** Returns what it is called in messages to the user: with its jar, where that is a plugin. */
  public String label() {
    return PluginLabel.of("backend " + name, plugin.getClass());
  }

  Key<Backend> key() {
    return Key.get(Backend.class, Names.named(name.value()));
  }

  @Override
  protected void configure() {
    plugin.module().ifPresent(this::install);
    SettingsBinding.bind(binder(), settings);
    bind(BackendName.class).toInstance(name);
    bind(plugin.backendType()).in(Scopes.SINGLETON);
    bind(key()).to(plugin.backendType());
    expose(key());
  }
}
