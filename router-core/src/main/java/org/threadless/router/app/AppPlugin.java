package org.threadless.router.app;

import java.util.List;
import java.util.Locale;
import org.threadless.router.Plugin;

/**
 * Tells the router about an app. Found with {@link java.util.ServiceLoader}: a jar names its
 * implementation in {@code META-INF/services/org.threadless.router.app.AppPlugin}. Needs a public
 * constructor without parameters.
 */
public interface AppPlugin extends Plugin {

  @Override
  default String kind() {
    return "app";
  }

  @Override
  default String tablesNamedAfter() {
    return name();
  }

  /**
   * Returns the app. Its constructor, annotated with {@link jakarta.inject.Inject} unless it has no
   * parameters, may take the record of settings, the {@link AppName}, its mappers, its {@link
   * org.threadless.router.dialog.Dialogs}, and what the router offers to all: {@link
   * org.threadless.router.ProjectName}, {@link org.threadless.router.app.Messenger}, {@link
   * java.time.InstantSource}.
   */
  Class<? extends App> appType();

  /**
   * Returns the language that {@code texts/<app>.properties} on its class path is written in, which
   * has no language in its name; default English.
   */
  default Locale language() {
    return Locale.ENGLISH;
  }

  /**
   * Returns its MyBatis mappers, which the app may then have injected; default none. What they
   * write while the app has a message before it is in the message's transaction.
   */
  @Override
  default List<Class<?>> mappers() {
    return List.of();
  }
}
