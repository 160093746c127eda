package org.threadless.router;

import com.google.inject.Module;
import java.util.List;
import java.util.Optional;
import org.threadless.router.config.NoConfig;

/**
 * What plugins of every kind have in common. A kind is an interface of its own: {@link
 * org.threadless.router.app.AppPlugin}, {@link org.threadless.router.backend.BackendPlugin}, {@link
 * org.threadless.router.incoming.IncomingHandlerPlugin}, and {@code EndpointPlugin} in router-http.
 * Found with {@link java.util.ServiceLoader}: a jar names its implementation in a file named after
 * that interface in {@code META-INF/services}. Needs a public constructor without parameters.
 */
public interface Plugin {

  /** Returns the name that the configuration calls it by: {@code [a-z0-9-]}, {@code echo}. */
  String name();

  /** Returns what it is called before its name in messages to the user; not to be overridden. */
  String kind();

  /**
   * Returns the record of its settings. Its compact constructor fills in defaults for what is null
   * and rejects bad values (see {@link org.threadless.router.config.Settings}).
   */
  default Class<? extends Record> configType() {
    return NoConfig.class;
  }

  /**
   * Returns the folder of its Flyway migrations on its class path, as in {@code
   * org/example/quiz/migrations}; default none. They are run at start, before any message comes,
   * and have a history of their own. Every table they make is named after {@link
   * #tablesNamedAfter}.
   */
  default Optional<String> migrations() {
    return Optional.empty();
  }

  /**
   * Returns what its tables are named after, with {@code _} in the place of {@code -}: {@code
   * quiz_...} of an app, {@code backend_kannel_...} of an engine, {@code handler_broker_...} of a
   * handler, {@code endpoint_board_...} of an endpoint. Not to be overridden.
   */
  String tablesNamedAfter();

  /** Returns its MyBatis mappers, which it may then have injected; default none. */
  default List<Class<?>> mappers() {
    return List.of();
  }

  /** Returns bindings of its own, which no other plugin sees; default none. */
  default Optional<Module> module() {
    return Optional.empty();
  }
}
