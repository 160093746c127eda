package org.threadless.testing;

import java.time.Instant;
import java.util.List;
import org.threadless.router.conversation.Conversations;
import org.threadless.router.incoming.Incoming;
import org.threadless.router.incoming.Receipt;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.router.script.ScriptTarget;

/** A router whose backend records, so that what nobody asked for is seen as well. */
record RecordedTarget(
    Incoming router, Conversations conversations, RecordingBackend backend, SettableClock clock)
    implements ScriptTarget {

  @Override
  public void reach(Instant time) {
    clock.set(time);
  }

  @Override
  public Receipt incoming(ReceivedMessage message) {
    return router.incoming(message);
  }

  @Override
  public List<OutgoingMessage> takeSent() {
    return backend.takeAll();
  }

  @Override
  public String statusOf(OutgoingMessage message) {
    return ScriptTarget.storedStatus(message, conversations);
  }
}
