package org.threadless.router.incoming;

import org.threadless.router.Plugin;

/**
 * Tells the router about a kind of {@link IncomingHandler}. Found with {@link
 * java.util.ServiceLoader}: a jar names its implementation in {@code
 * META-INF/services/org.threadless.router.incoming.IncomingHandlerPlugin}. Needs a public
 * constructor without parameters.
 */
public interface IncomingHandlerPlugin extends Plugin {

  /** Returns the name that a backend's {@code handler} calls it by: {@code [a-z0-9-]}. */
  @Override
  String name();

  @Override
  default String kind() {
    return "handler";
  }

  @Override
  default String tablesNamedAfter() {
    return "handler-" + name();
  }

  /**
   * Returns the handler, of which each backend that names it has one. Its constructor may take the
   * record of settings, its mappers, the {@link org.threadless.router.message.BackendName}, and
   * what the router offers to all. One that brings messages back from elsewhere hands them to
   * {@link InlineRouting}.
   */
  Class<? extends IncomingHandler> handlerType();
}
