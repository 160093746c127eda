package org.threadless.http.endpoint;

import org.threadless.router.Plugin;

/**
 * Tells the router about an {@link Endpoint}. Found with {@link java.util.ServiceLoader}: a jar
 * names its implementation in {@code
 * META-INF/services/org.threadless.http.endpoint.EndpointPlugin}. Needs a public constructor
 * without parameters.
 */
public interface EndpointPlugin extends Plugin {

  /**
   * Returns the key of its section in the configuration, and where it is mounted, {@code /<name>/}:
   * {@code [a-z0-9-]}. It must not be the name of a setting of the router's own, nor of the engine
   * of a configured backend.
   */
  @Override
  String name();

  @Override
  default String kind() {
    return "endpoint";
  }

  @Override
  default String tablesNamedAfter() {
    return "endpoint-" + name();
  }

  /**
   * Returns the endpoint. Its constructor, annotated with {@link jakarta.inject.Inject} unless it
   * has no parameters, may take the record of settings, its mappers, and what the router offers to
   * all: {@link org.threadless.router.incoming.Incoming}, {@link
   * org.threadless.router.app.Messenger}, {@link org.threadless.router.conversation.Conversations},
   * {@link org.threadless.router.conversation.LiveConversations}, {@link
   * org.threadless.router.ProjectName}, {@link java.time.InstantSource}. What its mappers write is
   * stored at once.
   */
  Class<? extends Endpoint> endpointType();

  /**
   * Returns whether it is served where the configuration says nothing of it, all its settings being
   * at their defaults; default false. Not for plugins that do not come with the router.
   */
  default boolean isOnByDefault() {
    return false;
  }
}
