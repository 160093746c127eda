package org.threadless.router.script;

import java.util.ArrayList;
import java.util.List;
import org.threadless.router.Incoming;
import org.threadless.router.Receipt;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.router.store.Conversations;

/** Takes what went out from the receipts. */
final class ReceiptTarget implements ScriptTarget {

  private final Incoming incoming;
  private final Conversations conversations;
  private final List<OutgoingMessage> sent = new ArrayList<>();

  ReceiptTarget(Incoming incoming, Conversations conversations) {
    this.incoming = incoming;
    this.conversations = conversations;
  }

  @Override
  public Receipt incoming(ReceivedMessage message) {
    Receipt receipt = incoming.incoming(message);
    sent.addAll(receipt.sent());
    return receipt;
  }

  @Override
  public List<OutgoingMessage> takeSent() {
    List<OutgoingMessage> taken = List.copyOf(sent);
    sent.clear();
    return taken;
  }

  @Override
  public String statusOf(OutgoingMessage message) {
    return ScriptTarget.storedStatus(message, conversations);
  }
}
