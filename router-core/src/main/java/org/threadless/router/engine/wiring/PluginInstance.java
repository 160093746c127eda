package org.threadless.router.engine.wiring;

import com.google.inject.Binder;
import com.google.inject.Key;
import com.google.inject.PrivateModule;
import com.google.inject.name.Names;
import jakarta.inject.Provider;
import java.util.concurrent.atomic.AtomicLong;
import org.threadless.router.Plugin;
import org.threadless.router.app.Messenger;
import org.threadless.router.engine.routing.TransactionalMessenger;

/**
 * Binds what one place in the configuration makes of a plugin. What it binds, and what the plugin's
 * own module binds, is private: nothing but what the plugin is for can be seen from outside.
 *
 * @param <P> the kind of plugin
 * @param <T> what such a plugin is for
 */
public abstract class PluginInstance<P extends Plugin, T> extends PrivateModule {

  private static final AtomicLong COUNT = new AtomicLong();

  private final P plugin;
  private final Record settings;
  private final Key<T> key;

  /**
   * @param plugin what it is
   * @param settings of the class that the plugin names as its {@code configType}
   * @param type what such a plugin is for
   * @param name for whoever reads what is bound
   */
  protected PluginInstance(P plugin, Record settings, Class<T> type, String name) {
    this.plugin = plugin;
    this.settings = settings;
    // Another of that name may be bound beside it, in its place.
    this.key = Key.get(type, Names.named(name + " " + COUNT.incrementAndGet()));
  }

  /** Returns what it is. */
  public final P plugin() {
    return plugin;
  }

  /** Returns its settings. */
  public final Record settings() {
    return settings;
  }

  /**
   * Returns what it is called in messages to the user: with the name of its class loader, which is
   * that of the jar, where that is not the router's.
   */
  public final String label() {
    ClassLoader loader = plugin.getClass().getClassLoader();
    boolean own = loader != PluginInstance.class.getClassLoader() && loader.getName() != null;
    return own ? title() + " of " + loader.getName() : title();
  }

  /** Installs it there. */
  public final void installIn(Binder binder) {
    // The source is what Guice gives with a mistake: it tells whose mistake it is.
    binder.withSource(label()).install(this);
  }

  /** Returns what it is bound to, and can be seen by from outside. */
  protected final Key<T> key() {
    return key;
  }

  /** Returns what it is called where it does not matter where it is from. */
  protected abstract String title();

  /** Returns what it sends messages with. */
  Messenger messenger(TransactionalMessenger ofAll) {
    return ofAll;
  }

  /** Binds the key, and the name that it is configured under. */
  protected abstract void bindPart();

  @Override
  protected final void configure() {
    plugin.module().ifPresent(this::install);
    SettingsBinding.bind(binder(), settings);
    MappersBinding.bind(binder(), plugin.mappers());
    Provider<TransactionalMessenger> ofAll = getProvider(TransactionalMessenger.class);
    Provider<Messenger> own = () -> messenger(ofAll.get());
    bind(Messenger.class).toProvider(own);
    bindPart();
    expose(key);
  }
}
