package org.threadless.router.engine.wiring;

import com.google.inject.Binder;
import jakarta.inject.Provider;
import java.util.Optional;
import org.threadless.router.app.App;
import org.threadless.router.app.AppName;
import org.threadless.router.app.AppPlugin;
import org.threadless.router.app.Messenger;
import org.threadless.router.dialog.Dialogs;
import org.threadless.router.engine.language.AppTexts;
import org.threadless.router.engine.routing.ConfiguredApp;
import org.threadless.router.engine.routing.TransactionalMessenger;
import org.threadless.router.engine.store.DialogStore;

/** Binds one configured app. */
public final class AppInstance extends PluginInstance<AppPlugin, App> {

  private final AppName name;
  private final AppTexts texts;

  /** With the texts that it brings, for people of whose language nothing is known in its own. */
  public AppInstance(AppName name, AppPlugin plugin, Record settings) {
    this(name, plugin, settings, AppTexts.read(name, plugin, Optional.empty(), plugin.language()));
  }

  /**
   * @param name its configured name
   * @param plugin what it is
   * @param settings of the class that the plugin names as its {@code configType}
   * @param texts what it says, in several languages
   */
  public AppInstance(AppName name, AppPlugin plugin, Record settings, AppTexts texts) {
    super(plugin, settings, App.class, name.value());
    this.name = name;
    this.texts = texts;
  }

  /** Returns its configured name. */
  public AppName name() {
    return name;
  }

  /** Returns what it says, in several languages. */
  public AppTexts texts() {
    return texts;
  }

  Class<? extends App> type() {
    return plugin().appType();
  }

  /** Returns it as the router knows it, once it is installed there. */
  public ConfiguredApp configured(Binder binder) {
    return ConfiguredApp.of(name, type(), binder.getProvider(key()), texts);
  }

  @Override
  protected String title() {
    return "app " + name;
  }

  @Override
  Messenger messenger(TransactionalMessenger ofAll) {
    return ofAll.of(name);
  }

  @Override
  protected void bindPart() {
    bind(AppName.class).toInstance(name);
    Provider<DialogStore> ofAll = getProvider(DialogStore.class);
    Provider<Dialogs> own = () -> ofAll.get().of(name);
    bind(Dialogs.class).toProvider(own);
    bind(type());
    bind(key()).to(type());
  }
}
