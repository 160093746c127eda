package org.threadless.router.incoming;

import com.google.inject.Module;
import java.util.Optional;
import org.threadless.router.config.NoConfig;

/**
 * Tells the router about a kind of {@link IncomingHandler}. Found with {@link
 * java.util.ServiceLoader}: a jar names its implementation in {@code
 * META-INF/services/org.threadless.router.incoming.IncomingHandlerPlugin}. Needs a public
 * constructor without parameters.
 */
public interface IncomingHandlerPlugin {

  /** Returns the name that a backend's {@code handler} calls it by: {@code [a-z0-9-]}. */
  String name();

  /**
   * Returns the record of its settings. Its compact constructor fills in defaults for what is null
   * and rejects bad values (see {@link org.threadless.router.config.Settings}).
   */
  default Class<? extends Record> configType() {
    return NoConfig.class;
  }

  /**
   * Returns the handler. Its constructor may take the record of settings, the {@link
   * org.threadless.router.message.BackendName}, and what the router offers to all. One that brings
   * messages back from elsewhere hands them to {@link InlineRouting}.
   */
  Class<? extends IncomingHandler> handlerType();

  /** Returns bindings of its own, which no other plugin sees; default none. */
  default Optional<Module> module() {
    return Optional.empty();
  }
}
