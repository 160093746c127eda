package org.threadless.server.plugin;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.threadless.router.Plugin;

/**
 * Looks at the classes that a plugin is made of, so that one which is missing or cannot be used is
 * found while it is known whose it is, and not by the first message.
 */
final class ClassCheck {

  private ClassCheck() {}

  /**
   * @param type gives the class that the plugin is for
   * @param where what a message begins with
   * @throws LinkageError where a class cannot be used
   * @throws PluginException where the plugin does not name one
   */
  static <P extends Plugin> void of(P plugin, Function<P, Class<?>> type, String where) {
    List<Class<?>> classes;
    try {
      classes = List.copyOf(classes(plugin, type));
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

  private static <P extends Plugin> List<Class<?>> classes(P plugin, Function<P, Class<?>> type) {
    List<Class<?>> classes = new ArrayList<>(plugin.mappers());
    classes.add(type.apply(plugin));
    classes.add(plugin.configType());
    return classes;
  }
}
