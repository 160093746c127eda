package org.threadless.router.engine.wiring;

/** Names an app or a backend in messages to the user. */
final class PluginLabel {

  private PluginLabel() {}

  /** Adds the name of the class loader, which is that of the jar, where it is not the router's. */
  static String of(String name, Class<?> plugin) {
    ClassLoader loader = plugin.getClassLoader();
    boolean own = loader != PluginLabel.class.getClassLoader() && loader.getName() != null;
    return own ? name + " of " + loader.getName() : name;
  }
}
