package org.threadless.http.receive;

import java.util.Optional;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.threadless.router.backend.Backend;

/** A backend whose gateway, or whose page, speaks HTTP to us. */
public interface HttpBackend extends Backend {

  /**
   * Returns the handler for {@code /<engine>/<backend name>/} and all below it; asked for once.
   * Most are, or hold, a {@link ReceivingHandler}. It may block: each request has a thread of its
   * own, and its body is here as a whole. What it does not know it leaves alone (returns false),
   * which is answered with 404.
   */
  Handler handler();

  /**
   * Returns what people find who open its URL in a browser, in a few words such as {@code a phone
   * in the browser}; nothing, the default, where that is no page for people. The root of the server
   * leads there. With a page it is answered only by a name that the configuration gives to this
   * server, and links on other sites may lead to it.
   */
  default Optional<String> page() {
    return Optional.empty();
  }

  /**
   * Returns why somebody may not call, in one line; empty where he may. Asked before anything is
   * read of the request but its header.
   */
  default Optional<String> refusal(Request request) {
    return Optional.empty();
  }
}
