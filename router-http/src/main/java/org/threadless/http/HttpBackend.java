package org.threadless.http;

import java.util.Optional;
import org.eclipse.jetty.server.Handler;
import org.threadless.router.backend.Backend;

/** A backend whose gateway, or whose page, speaks HTTP to us. */
public interface HttpBackend extends Backend {

  /**
   * Returns the handler for {@code /<engine>/<backend name>/} and all below it; asked for once.
   * Most are, or hold, a {@link ReceivingHandler}. It may block: each request has a thread of its
   * own. What it does not know it leaves alone (returns false), which is answered with 404.
   */
  Handler handler();

  /**
   * Returns what people find who open its URL in a browser, in a few words such as {@code a phone
   * in the browser}; nothing, the default, where that is no page for people. The root of the server
   * leads there.
   */
  default Optional<String> page() {
    return Optional.empty();
  }
}
