package org.threadless.router.engine.wiring;

import com.google.inject.Key;
import com.google.inject.PrivateModule;
import com.google.inject.Scopes;
import com.google.inject.name.Names;
import java.util.List;
import org.threadless.router.backend.Backend;
import org.threadless.router.backend.BackendPlugin;
import org.threadless.router.engine.sending.BackendSettings;
import org.threadless.router.incoming.IncomingHandler;
import org.threadless.router.message.BackendName;

/**
 * Binds one configured backend. What it binds, and what the plugin's own module binds, is private:
 * nothing but the backend itself can be seen from outside.
 */
public final class BackendInstance extends PrivateModule {

  private final BackendName name;
  private final BackendPlugin plugin;
  private final Record settings;
  private final HandlerInstance handler;
  private final BackendSettings common;

  /**
   * @param name its configured name
   * @param plugin what it is
   * @param settings of the class that the plugin names as its {@code configType}
   * @param handler what its incoming messages go to
   * @param common what is set for a backend of any kind
   */
  public BackendInstance(
      BackendName name,
      BackendPlugin plugin,
      Record settings,
      HandlerInstance handler,
      BackendSettings common) {
    this.name = name;
    this.plugin = plugin;
    this.settings = settings;
    this.handler = handler;
    this.common = common;
  }

  /** Returns one that routes at once, with defaults for what is set for a backend of any kind. */
  public static BackendInstance of(BackendName name, BackendPlugin plugin, Record settings) {
    return new BackendInstance(
        name, plugin, settings, HandlerInstance.inline(), BackendSettings.defaults());
  }

  /** Returns its configured name. */
  public BackendName name() {
    return name;
  }

  /** Returns what it is. */
  public BackendPlugin plugin() {
    return plugin;
  }

  /** Returns its kind. */
  public String engine() {
    return plugin.engine();
  }

  /** Returns what it is called in messages to the user: with its jar, where that is a plugin. */
  public String label() {
    return PluginLabel.of("backend " + name, plugin.getClass());
  }

  /** Returns its settings. */
  public Record settings() {
    return settings;
  }

  BackendSettings common() {
    return common;
  }

  String handlerName() {
    return handler.plugin().name();
  }

  /** Returns whether everybody who reaches its URL can read and send messages. */
  public boolean isOpenToAll() {
    return plugin.isOpenToAll();
  }

  /** Returns whether everybody who reaches its URL can bring messages in, in anybody's name. */
  public boolean takesFromAnybody() {
    return plugin.takesFromAnybody(settings);
  }

  /** Returns what is perhaps not meant in its settings, one line each, without its name. */
  public List<String> warnings() {
    return plugin.warnings(settings);
  }

  Key<Backend> key() {
    return Key.get(Backend.class, Names.named(name.value()));
  }

  Key<IncomingHandler> handlerKey() {
    return Key.get(IncomingHandler.class, Names.named(name.value()));
  }

  @Override
  protected void configure() {
    plugin.module().ifPresent(this::install);
    SettingsBinding.bind(binder(), settings);
    bind(BackendName.class).toInstance(name);
    MappersBinding.bind(binder(), plugin.mappers());
    bind(plugin.backendType()).in(Scopes.SINGLETON);
    bind(key()).to(plugin.backendType());
    expose(key());
    install(new HandlerModule(handler, handlerKey()));
    expose(handlerKey());
  }
}
