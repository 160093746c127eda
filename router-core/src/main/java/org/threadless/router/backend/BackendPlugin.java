package org.threadless.router.backend;

import java.util.List;
import java.util.Optional;
import org.threadless.router.Plugin;

/**
 * Tells the router about a kind of backend. Found with {@link java.util.ServiceLoader}: a jar names
 * its implementation in {@code META-INF/services/org.threadless.router.backend.BackendPlugin}.
 * Needs a public constructor without parameters.
 */
public interface BackendPlugin extends Plugin {

  /** Returns the engine that the configuration calls it by: {@code [a-z0-9-]}, {@code kannel}. */
  String engine();

  /** Returns the engine. */
  @Override
  default String name() {
    return engine();
  }

  @Override
  default String kind() {
    return "engine";
  }

  @Override
  default String tablesNamedAfter() {
    return "backend-" + engine();
  }

  /**
   * Returns the backend. Its constructor, annotated with {@link jakarta.inject.Inject} unless it
   * has no parameters, may take the record of settings, the {@link
   * org.threadless.router.message.BackendName}, its mappers, and what the router offers to all:
   * {@link org.threadless.router.incoming.Incoming}, {@link
   * org.threadless.router.backend.DeliveryReports}, {@link
   * org.threadless.router.conversation.Conversations}, {@link
   * org.threadless.router.conversation.LiveConversations}, {@link
   * org.threadless.router.ProjectName}, {@link java.time.InstantSource}.
   */
  Class<? extends Backend> backendType();

  /**
   * Returns whether everybody who reaches the URL of a backend with these settings can read and
   * send messages. {@code router check}, and the log at start, then warn where others than this
   * machine can reach it.
   *
   * @param settings of the class {@link #configType}
   */
  default boolean isOpenToAll(Record settings) {
    return false;
  }

  /**
   * Returns whether everybody who reaches the URL of a backend with these settings can bring
   * messages in, in anybody's name, and the settings do not say that this is meant. The router does
   * not start with one where others than this machine can reach it, and names {@code allow-ip},
   * {@code secret}, {@code check} and {@code allow-anyone} as ways out.
   *
   * @param settings of the class {@link #configType}
   */
  default boolean takesFromAnybody(Record settings) {
    return false;
  }

  /**
   * Returns whether a backend with these settings can only be made where it is known by which URL
   * its gateway reaches this server, and the settings leave that to {@code http.public-url}. The
   * router does not start with one where that says nothing.
   *
   * @param settings of the class {@link #configType}
   */
  default boolean needsPublicUrl(Record settings) {
    return false;
  }

  /**
   * Returns what a backend with these settings goes without where it is not known by which URL its
   * gateway reaches this server, and the settings leave that to {@code http.public-url}: one line
   * each, without the name of the backend; default nothing. {@code router check} and the log at
   * start show them where that says nothing.
   *
   * @param settings of the class {@link #configType}
   */
  default List<String> warningsWithoutPublicUrl(Record settings) {
    return List.of();
  }

  /**
   * Returns what is valid in these settings and perhaps not meant, one line each, without the name
   * of the backend; default nothing. {@code router check} and the log at start show them.
   *
   * @param settings of the class {@link #configType}
   */
  default List<String> warnings(Record settings) {
    return List.of();
  }

  /**
   * Returns the folder of its presets on its class path, as in {@code org/example/carrier/presets};
   * default none. Each is a file {@code NAME.yml} with settings that a backend has which says
   * {@code preset: NAME}. Those that the preset declares as settings of its own reach the record in
   * its component {@code settings}, a {@code Map} from name to {@link
   * org.threadless.router.config.PresetSetting}, be they left out.
   */
  default Optional<String> presets() {
    return Optional.empty();
  }

  /** Returns what can be done with such a backend from the command line; default nothing. */
  default List<BackendCommand> commands() {
    return List.of();
  }

  /**
   * Returns its MyBatis mappers, which the backend may then have injected; default none. A backend
   * is called outside of every transaction, so what they write is stored at once.
   */
  @Override
  default List<Class<?>> mappers() {
    return List.of();
  }
}
