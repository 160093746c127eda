package org.threadless.storage.wait.take;

import java.util.UUID;
import org.threadless.router.engine.backlog.Deaths;
import org.threadless.storage.node.Leases;

/** What one transaction takes of the messages that have one chance left: one of them at most. */
final class LastChance {

  private final Leases leases;
  private UUID taken;

  LastChance(Leases leases) {
    this.leases = leases;
  }

  /** Returns whether a message may be taken now, whether it is one of them or not. */
  boolean mayTake(UUID message, Deaths deaths) {
    if (!deaths.areNearlyTooMany()) {
      return true;
    }
    if (leases.takeAlone(message)) {
      taken = message;
      return true;
    }
    return false;
  }

  /** Takes none after all. */
  void drop() {
    if (taken != null) {
      leases.endAlone(taken);
    }
  }
}
