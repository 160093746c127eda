package org.threadless.app.guard;

import java.util.UUID;
import org.threadless.router.message.OutgoingMessage;

/**
 * What is counted.
 *
 * @param party who gets it
 * @param text the hash of what is said; of all zeros for whatever is said
 */
record ReplyKey(Party party, UUID text) {

  private static final UUID ANY = new UUID(0, 0);

  static ReplyKey same(OutgoingMessage reply) {
    return new ReplyKey(Party.of(reply.connection()), Hash.of(reply.text()));
  }

  static ReplyKey any(OutgoingMessage reply) {
    return new ReplyKey(Party.of(reply.connection()), ANY);
  }
}
