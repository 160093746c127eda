package org.threadless.server.plugin;

import java.util.ArrayList;
import java.util.List;
import org.threadless.router.app.AppPlugin;
import org.threadless.router.backend.BackendPlugin;

/**
 * Looks at the classes that a plugin is made of, so that one which is missing or cannot be used is
 * found while it is known whose it is, and not by the first message.
 */
final class ClassCheck {

  private ClassCheck() {}

  /**
   * @param where what a message begins with
   * @throws LinkageError where a class cannot be used
   * @throws PluginException where the plugin does not name one
   */
  static void of(Object plugin, String where) {
    List<Class<?>> classes;
    try {
      classes = List.copyOf(classes(plugin));
    } catch (RuntimeException e) {
      throw new PluginException(
          where
              + plugin.getClass().getName()
              + " does not name its classes: "
              + LoadFailure.oneLine(e),
          e);
    }
    classes.forEach(ClassCheck::members);
  }

  /** Counts the members, for which Java resolves every class that their signatures name. */
  private static int members(Class<?> type) {
    return type.getDeclaredConstructors().length
        + type.getDeclaredFields().length
        + type.getMethods().length;
  }

  private static List<Class<?>> classes(Object plugin) {
    List<Class<?>> classes = new ArrayList<>();
    if (plugin instanceof AppPlugin app) {
      classes.add(app.appType());
      classes.add(app.configType());
      classes.addAll(app.mappers());
    } else if (plugin instanceof BackendPlugin backend) {
      classes.add(backend.backendType());
      classes.add(backend.configType());
    }
    return classes;
  }
}
