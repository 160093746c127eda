package org.threadless.backend.httptester;

import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.threadless.http.FormHandler;
import org.threadless.http.HttpBackend;
import org.threadless.router.Incoming;
import org.threadless.router.backend.SendResult;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.store.Conversations;

/**
 * Takes messages from a page or from {@code curl}, and shows what was said. What it sends is
 * accepted at once: it is stored already, and there the page finds it.
 */
final class HttpTesterBackend implements HttpBackend {

  private final BackendName name;
  private final Incoming incoming;
  private final Conversations conversations;

  @Inject
  HttpTesterBackend(BackendName name, Incoming incoming, Conversations conversations) {
    this.name = name;
    this.incoming = incoming;
    this.conversations = conversations;
  }

  @Override
  public Handler handler() {
    return new Handler.Sequence(
        new RandomPhoneHandler(),
        new ConversationHandler(name, conversations),
        new FormHandler(
            incoming,
            name,
            Set.of(HttpMethod.POST),
            "identity",
            "text",
            Optional.of("external-id")));
  }

  @Override
  public SendResult send(OutgoingMessage message) {
    return SendResult.accepted();
  }
}
