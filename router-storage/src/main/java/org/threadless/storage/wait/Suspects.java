package org.threadless.storage.wait;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.threadless.router.engine.store.Deaths;

/**
 * The messages that have one chance left: this node has one of them in hand at a time, so that none
 * is blamed for what another did. Safe for any thread.
 */
final class Suspects {

  private final AtomicReference<UUID> inHand = new AtomicReference<>();

  /** What one transaction takes of them. */
  final class Choice {

    private UUID taken;

    /** Returns whether a message may be taken now. */
    boolean mayTake(UUID message, Deaths deaths) {
      if (!deaths.areNearlyTooMany()) {
        return true;
      }
      if (inHand.compareAndSet(null, message)) {
        taken = message;
        return true;
      }
      return false;
    }

    /** Takes none after all. */
    void drop() {
      if (taken != null) {
        letGo(taken);
      }
    }
  }

  Choice choice() {
    return new Choice();
  }

  /** To be called when a message is not in hand any more, whether it is one of them or not. */
  void letGo(UUID message) {
    UUID mine = inHand.get();
    if (message.equals(mine)) {
      inHand.compareAndSet(mine, null);
    }
  }
}
