package org.threadless.http;

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
}
