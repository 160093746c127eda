package org.threadless.router.engine.wiring;

import org.threadless.router.config.NoConfig;
import org.threadless.router.engine.routing.InlinePlugin;
import org.threadless.router.incoming.IncomingHandlerPlugin;

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
