package org.threadless.router.app;

import com.google.inject.Module;
import java.util.List;
import java.util.Optional;
import org.threadless.router.config.NoConfig;

/**
 * Tells the router about an app. Found with {@link java.util.ServiceLoader}: a jar names its
 * implementation in {@code META-INF/services/org.threadless.router.app.AppPlugin}. Needs a public
 * constructor without parameters.
 */
public interface AppPlugin {

  /** Returns the name that the configuration calls it by: {@code [a-z0-9-]}, {@code echo}. */
  String name();

  /**
   * Returns the record of its settings. Its compact constructor fills in defaults for what is null
   * and rejects bad values (see {@link org.threadless.router.config.Settings}).
   */
  default Class<? extends Record> configType() {
    return NoConfig.class;
  }

  /**
   * Returns the app. Its constructor, annotated with {@link jakarta.inject.Inject} unless it has no
   * parameters, may take the record of settings, the {@link AppName}, its mappers, and what the
   * router offers to all: {@link org.threadless.router.ProjectName}, {@link
   * org.threadless.router.app.Messenger}, {@link java.time.InstantSource}.
   */
  Class<? extends App> appType();

  /**
   * Returns the folder of its Flyway migrations on its class path, as in {@code
   * org/example/quiz/migrations}; default none. They are run at start, before any message comes,
   * and have a history of their own. Every table they make is named after the app: {@code
   * quiz_...}, with {@code _} in the place of {@code -}.
   */
  default Optional<String> migrations() {
    return Optional.empty();
  }

  /**
   * Returns its MyBatis mappers, which the app may then have injected; default none. What they
   * write while the app has a message before it is in the message's transaction.
   */
  default List<Class<?>> mappers() {
    return List.of();
  }

  /** Returns bindings of its own, which no other plugin sees; default none. */
  default Optional<Module> module() {
    return Optional.empty();
  }
}
