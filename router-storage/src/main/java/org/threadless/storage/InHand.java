package org.threadless.storage;

import java.util.NoSuchElementException;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import org.threadless.router.message.MessageIds;

/**
 * The messages that this node has stored as {@code QUEUED} and is routing or sending. Should it
 * die, those that take over look for them from the oldest on.
 */
final class InHand {

  private final ConcurrentSkipListSet<UUID> messages = new ConcurrentSkipListSet<>();
  private final MessageIds ids;

  InHand(MessageIds ids) {
    this.ids = ids;
  }

  /** To be called before the message is stored. */
  void add(UUID message) {
    messages.add(message);
  }

  void remove(UUID message) {
    messages.remove(message);
  }

  /** Returns an id that no message in hand, now or later, is smaller than. */
  UUID oldest() {
    // First a new id, then the set: whatever comes into the set later is greater than that.
    UUID next = ids.next();
    try {
      UUID first = messages.first();
      return first.compareTo(next) < 0 ? first : next;
    } catch (NoSuchElementException e) {
      return next;
    }
  }
}
