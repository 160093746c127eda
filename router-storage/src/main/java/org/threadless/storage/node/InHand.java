package org.threadless.storage.node;

import java.time.Duration;
import java.time.InstantSource;
import java.util.NoSuchElementException;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import org.threadless.router.message.MessageIds;

/**
 * The messages that this node has stored as {@code QUEUED} and is routing or sending. Should it
 * die, those that take over look for them from the oldest on.
 */
public final class InHand {

  // Between making an id and taking the message in hand; and for a clock that is set back a little.
  private static final Duration MARGIN = Duration.ofMinutes(1);

  private final ConcurrentSkipListSet<UUID> messages = new ConcurrentSkipListSet<>();
  private final InstantSource clock;

  public InHand(InstantSource clock) {
    this.clock = clock;
  }

  /** To be called before the message is stored. */
  public void add(UUID message) {
    messages.add(message);
  }

  public void remove(UUID message) {
    messages.remove(message);
  }

  /** Returns an id that no message in hand, now or later, is smaller than. */
  public UUID oldest() {
    // First the time, then the set: whatever comes into the set later is younger than that.
    UUID recent = MessageIds.firstOf(clock.instant().minus(MARGIN));
    try {
      UUID first = messages.first();
      return first.compareTo(recent) < 0 ? first : recent;
    } catch (NoSuchElementException e) {
      return recent;
    }
  }
}
