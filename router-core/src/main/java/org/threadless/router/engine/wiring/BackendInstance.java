package org.threadless.router.engine.wiring;

import com.google.inject.Binder;
import com.google.inject.Scopes;
import java.util.List;
import org.threadless.router.backend.Backend;
import org.threadless.router.backend.BackendPlugin;
import org.threadless.router.engine.backend.BackendSettings;
import org.threadless.router.engine.backend.ConfiguredBackend;
import org.threadless.router.message.BackendName;

/** Binds one configured backend. */
public final class BackendInstance extends PluginInstance<BackendPlugin, Backend> {

  private final BackendName name;
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
    super(plugin, settings, Backend.class, name.value());
    this.name = name;
    this.handler = handler;
    this.common = common;
  }

  /** Returns one that routes at once, with defaults for what is set for a backend of any kind. */
  public static BackendInstance of(BackendName name, BackendPlugin plugin, Record settings) {
    return new BackendInstance(
        name, plugin, settings, HandlerInstance.inline(name), BackendSettings.defaults());
  }

  /** Returns its configured name. */
  public BackendName name() {
    return name;
  }

  /** Returns its kind. */
  public String engine() {
    return plugin().engine();
  }

  /** Returns what is set for a backend of any kind. */
  public BackendSettings common() {
    return common;
  }

  /** Returns what its incoming messages go to. */
  public HandlerInstance handler() {
    return handler;
  }

  /** Returns it as the router knows it, once it and its handler are installed there. */
  public ConfiguredBackend configured(Binder binder) {
    return new ConfiguredBackend(
        name,
        engine(),
        common,
        handler.plugin().name(),
        binder.getProvider(key()),
        binder.getProvider(handler.key()));
  }

  /** Returns whether everybody who reaches its URL can read and send messages. */
  public boolean isOpenToAll() {
    return plugin().isOpenToAll(settings());
  }

  /** Returns whether everybody who reaches its URL can bring messages in, in anybody's name. */
  public boolean takesFromAnybody() {
    return plugin().takesFromAnybody(settings());
  }

  /** Returns whether it needs a URL of this server that its settings do not say. */
  public boolean needsPublicUrl() {
    return plugin().needsPublicUrl(settings());
  }

  /** Returns what it goes without where this server's URL is not known, one line each. */
  public List<String> warningsWithoutPublicUrl() {
    return plugin().warningsWithoutPublicUrl(settings());
  }

  /** Returns what is perhaps not meant in its settings, one line each, without its name. */
  public List<String> warnings() {
    return plugin().warnings(settings());
  }

  @Override
  protected String title() {
    return "backend " + name;
  }

  @Override
  protected void bindPart() {
    bind(BackendName.class).toInstance(name);
    bind(plugin().backendType()).in(Scopes.SINGLETON);
    bind(key()).to(plugin().backendType());
  }
}
