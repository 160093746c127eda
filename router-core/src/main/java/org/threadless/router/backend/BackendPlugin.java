package org.threadless.router.backend;

import com.google.inject.Module;
import java.util.List;
import java.util.Optional;
import org.threadless.router.config.NoConfig;

/**
 * Tells the router about a kind of backend. Found with {@link java.util.ServiceLoader}: a jar names
 * its implementation in {@code META-INF/services/org.threadless.router.backend.BackendPlugin}.
 * Needs a public constructor without parameters.
 */
public interface BackendPlugin {

  /** Returns the engine that the configuration calls it by: {@code [a-z0-9-]}, {@code kannel}. */
  String engine();

  /**
   * Returns the record of one backend's settings, without {@code engine}. Its compact constructor
   * fills in defaults for what is null and rejects bad values (see {@link
   * org.threadless.router.config.Settings}).
   */
  default Class<? extends Record> configType() {
    return NoConfig.class;
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
   * Returns whether everybody who reaches such a backend's URL can read and send messages. {@code
   * router check}, and the log at start, then warn where others than this machine can reach it.
   */
  default boolean isOpenToAll() {
    return false;
  }

  /**
   * Returns whether everybody who reaches the URL of a backend with these settings can bring
   * messages in, in anybody's name, without reading others; warned of likewise.
   *
   * @param settings of the class {@link #configType}
   */
  default boolean takesFromAnybody(Record settings) {
    return false;
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

  /** Returns what can be done with such a backend from the command line; default nothing. */
  default List<BackendCommand> commands() {
    return List.of();
  }

  /**
   * Returns the folder of its Flyway migrations on its class path; default none. They are run at
   * start, once for all backends of this engine, and have a history of their own. Every table they
   * make is named after it: {@code backend_kannel_...}, with {@code _} in the place of {@code -}.
   */
  default Optional<String> migrations() {
    return Optional.empty();
  }

  /**
   * Returns its MyBatis mappers, which the backend may then have injected; default none. A backend
   * is called outside of every transaction, so what they write is stored at once.
   */
  default List<Class<?>> mappers() {
    return List.of();
  }

  /** Returns bindings of its own, which no other plugin sees; default none. */
  default Optional<Module> module() {
    return Optional.empty();
  }
}
