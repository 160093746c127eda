package org.threadless.server.wiring;

import org.threadless.router.backend.Backend;
import org.threadless.router.backend.BackendPlugin;
import org.threadless.router.backend.SendResult;
import org.threadless.router.message.OutgoingMessage;

/**
 * Takes the place of an engine where nothing is to be sent.
 *
 * @param engine whose place
 */
record SilentPlugin(String engine) implements BackendPlugin {

  @Override
  public Class<? extends Backend> backendType() {
    return Silent.class;
  }

  /** Accepts every message, and sends none. */
  static final class Silent implements Backend {
    @Override
    public SendResult send(OutgoingMessage message) {
      return SendResult.accepted();
    }
  }
}
