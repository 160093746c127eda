package org.threadless.router.wiring;

import org.threadless.router.IncomingHandlerPlugin;
import org.threadless.router.InlinePlugin;
import org.threadless.router.config.NoConfig;

/**
 * What the incoming messages of one backend go to.
 *
 * @param plugin what it is
 * @param settings of the class that the plugin names as its {@code configType}
 */
public record HandlerInstance(IncomingHandlerPlugin plugin, Record settings) {

  /** Returns the one that a backend has unless it names another. */
  public static HandlerInstance inline() {
    return new HandlerInstance(new InlinePlugin(), new NoConfig());
  }
}
