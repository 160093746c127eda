package org.threadless.benchmarks.server;

import jakarta.inject.Inject;
import org.eclipse.jetty.server.Handler;
import org.threadless.http.receive.FormHandler;
import org.threadless.http.receive.HttpBackend;
import org.threadless.http.receive.IncomingForm;
import org.threadless.router.backend.Backend;
import org.threadless.router.backend.BackendPlugin;
import org.threadless.router.backend.SendResult;
import org.threadless.router.incoming.Incoming;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.OutgoingMessage;

/**
 * The engine {@code discard}: takes messages as the engine {@code http} does, and sends nothing.
 */
public final class DiscardPlugin implements BackendPlugin {

  @Override
  public String engine() {
    return "discard";
  }

  @Override
  public Class<? extends Backend> backendType() {
    return Discard.class;
  }

  /** Accepts whatever it is given. */
  static final class Discard implements HttpBackend {

    private final Incoming incoming;
    private final BackendName name;

    @Inject
    Discard(Incoming incoming, BackendName name) {
      this.incoming = incoming;
      this.name = name;
    }

    @Override
    public Handler handler() {
      return new FormHandler(
          incoming, name, IncomingForm.posted("identity", "text").withExternalId("id"));
    }

    @Override
    public SendResult send(OutgoingMessage message) {
      return SendResult.accepted();
    }
  }
}
