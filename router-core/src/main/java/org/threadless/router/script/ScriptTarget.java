package org.threadless.router.script;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.threadless.router.conversation.Conversations;
import org.threadless.router.incoming.Incoming;
import org.threadless.router.incoming.Receipt;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Numbers;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.ReceivedMessage;

/** The router that a script talks to. Used by one thread. */
public interface ScriptTarget {

  /** Lets it be that time, if it can: what is due by then is sent. */
  default void reach(Instant time) {}

  /** Returns the connection as the router has it: see {@link Numbers}. */
  default Connection uniform(Connection connection) {
    return connection;
  }

  /** Routes a message, as {@link Incoming} does. */
  Receipt incoming(ReceivedMessage message);

  /** Returns what has gone to backends since this was asked for the last time, in this order. */
  List<OutgoingMessage> takeSent();

  /** Returns the status that is stored for a message that has gone to its backend. */
  String statusOf(OutgoingMessage message);

  /** Returns a router of which only what it sends because of the script's messages counts. */
  static ScriptTarget of(Incoming incoming, Conversations conversations, Numbers numbers) {
    return new ReceiptTarget(incoming, conversations, numbers);
  }

  /** Returns the status of a message as it is stored. */
  static String storedStatus(OutgoingMessage message, Conversations conversations) {
    return conversations.conversation(message.connection(), Integer.MAX_VALUE).stream()
        .filter(stored -> stored.id().equals(message.id()))
        .map(stored -> stored.status().name())
        .findFirst()
        .orElse("not stored");
  }

  /** Takes what went out from the receipts. */
  final class ReceiptTarget implements ScriptTarget {

    private final Incoming incoming;
    private final Conversations conversations;
    private final Numbers numbers;
    private final List<OutgoingMessage> sent = new ArrayList<>();

    private ReceiptTarget(Incoming incoming, Conversations conversations, Numbers numbers) {
      this.incoming = incoming;
      this.conversations = conversations;
      this.numbers = numbers;
    }

    @Override
    public Connection uniform(Connection connection) {
      return numbers.uniform(connection);
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
      return storedStatus(message, conversations);
    }
  }
}
