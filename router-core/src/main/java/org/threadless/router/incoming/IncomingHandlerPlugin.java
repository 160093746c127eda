package org.threadless.router.incoming;

import java.util.List;
import java.util.Set;
import org.threadless.router.Plugin;
import org.threadless.router.backend.BackendCommand;
import org.threadless.router.message.BackendName;

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

  /**
   * Returns what can be done with such a handler from the command line, {@code router <name>
   * <command> BACKEND}; default nothing. A command gets the settings of that backend's handler; it
   * {@linkplain BackendCommand#takesDrafts takes no drafts}.
   */
  default List<BackendCommand> commands() {
    return List.of();
  }

  /**
   * Tries whether what a handler with these settings needs is there, and returns what is not, one
   * line each without the names of backend and handler; default nothing. {@code router check} asks,
   * and shows them; it may take some seconds. Never throws.
   *
   * @param backend whose messages go to it
   * @param settings of the class {@link #configType}
   */
  default List<String> problems(BackendName backend, Record settings) {
    return List.of();
  }

  /**
   * Returns what no other backend with this handler may use, each as it is told to people: "the
   * topic sms at kafka-1:9092"; default nothing. A configuration in which two backends share some
   * of it is refused.
   *
   * @param backend whose messages go to it
   * @param settings of the class {@link #configType}
   */
  default Set<String> usesAlone(BackendName backend, Record settings) {
    return Set.of();
  }
}
