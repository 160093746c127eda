package org.threadless.http.endpoint;

import java.util.Optional;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;

/**
 * What is served beside the backends, at {@code /<name>/}: an API, a page for the operator. Made
 * once, at start; one that is {@link AutoCloseable} is closed at stop, when no request is under way
 * any more, and before the backends.
 */
public interface Endpoint {

  /** How large a body may be where an endpoint says nothing, in bytes. */
  int DEFAULT_REQUEST_BYTES = 64 * 1024;

  /**
   * Returns the handler for {@code /<name>/} and all below it; asked for once. It may block: each
   * request has a thread of its own, and its body is here as a whole. What it does not know it
   * leaves alone (returns false), which is answered with 404.
   */
  Handler handler();

  /**
   * Returns what people find who open its URL in a browser, in a few words such as {@code what
   * waits and what went wrong}; nothing, the default, where that is no page for people. The root of
   * the server leads everybody there. With a page it is answered only by a name that the
   * configuration gives to this server, and links on other sites may lead to it.
   */
  default Optional<String> page() {
    return Optional.empty();
  }

  /**
   * Returns how large the body of a request may be, in bytes; a larger one is answered 413. Of what
   * is beyond the default only so much is taken at once, from all clients of all endpoints, as a
   * part of the heap has room for; what is too much is answered 503. Asked for once.
   */
  default int maxRequestBytes() {
    return DEFAULT_REQUEST_BYTES;
  }

  /**
   * Returns whether a request may bring a body that is larger than the default, by its address and
   * its headers: its body has not come yet. Of others no more is kept than the default, so that
   * strangers cannot take the room of those who may. The handler gets what they have sent without a
   * body, and says why it refuses them. May block. Default true; asked of no request that says how
   * large its body is, and that it is not larger.
   */
  default boolean mayBringMuch(Request request) {
    return true;
  }

  /**
   * Returns whether what asks for {@code /<name>}, without a slash at its end, is answered by its
   * handler as well, which finds no path then; default false: it is led to {@code /<name>/}. Asked
   * for once.
   */
  default boolean isServedWithoutSlash() {
    return false;
  }

  /**
   * Returns whether its requests run on threads that apps cannot have, so that it answers whatever
   * these do: on platform threads, also where all others are virtual. There are few of them, so it
   * must not keep one for long. Default false. Asked for once.
   */
  default boolean isAnsweredWhateverAppsDo() {
    return false;
  }

  /**
   * Starts what it does by itself; default nothing. Called once, when the server listens. What this
   * throws ends the start of the router. A command that does not listen never calls it.
   */
  default void onListening() {}
}
