package org.threadless.testing;

import org.threadless.router.backend.Backend;
import org.threadless.router.backend.BackendPlugin;
import org.threadless.router.backend.SendResult;
import org.threadless.router.message.OutgoingMessage;

/** An engine whose backends accept every message. */
final class AcceptingPlugin implements BackendPlugin {

  @Override
  public String engine() {
    return "accepting";
  }

  @Override
  public Class<? extends Backend> backendType() {
    return Accepting.class;
  }

  /** Accepts every message. */
  static final class Accepting implements Backend {
    @Override
    public SendResult send(OutgoingMessage message) {
      return SendResult.accepted();
    }
  }
}
