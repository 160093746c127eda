package org.threadless.server.command.plugin;

import java.util.List;
import java.util.stream.Collectors;
import org.threadless.router.Plugin;
import org.threadless.router.engine.wiring.BackendInstance;
import org.threadless.router.incoming.IncomingHandlerPlugin;
import org.threadless.server.config.ConfigFile;
import org.threadless.server.plugin.Plugins;

/**
 * The backends that a plugin's commands are about: those of its engine, or those that have it as
 * their handler.
 *
 * @param name of the plugin
 * @param ofHandler whether it is a handler
 */
record CommandedBackends(String name, boolean ofHandler) {

  static CommandedBackends of(Plugin plugin) {
    return new CommandedBackends(plugin.name(), plugin instanceof IncomingHandlerPlugin);
  }

  /** Returns which they are, after "backends". */
  String described() {
    return (ofHandler ? "with the handler " : "of the engine ") + name;
  }

  /** Returns the names of those in a file, be they right otherwise or not. */
  List<String> in(ConfigFile file, Plugins plugins) {
    return ofHandler
        ? file.backendsWithHandler(name, plugins.backends()::find)
        : file.backends(name);
  }

  /** Returns the settings that the plugin has of one of them. */
  Record settings(BackendInstance backend) {
    return ofHandler ? backend.handler().settings() : backend.settings();
  }

  /**
   * Returns what to tell somebody who names another one.
   *
   * @param those that are configured
   */
  String unknown(String backend, List<String> those) {
    return those.stream()
        .sorted()
        .collect(
            Collectors.joining(
                ", ",
                "no backend " + described() + " is configured as " + backend + "; configured: ",
                those.isEmpty() ? "none" : ""));
  }
}
