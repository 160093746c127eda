package org.threadless.storage.node;

import java.time.Duration;
import java.time.InstantSource;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicReference;
import org.threadless.router.message.MessageIds;

/**
 * What this node knows of the messages that are its own to route or to send. Those that it has
 * stored as {@code QUEUED} and never let wait are kept here: should it die, those that take over
 * look for them from the oldest on. Of those that it took from what waits, the database knows.
 */
public final class Leases {

  // Between making an id and taking the message, mostly.
  private static final Duration MARGIN = Duration.ofMinutes(1);

  private final ConcurrentSkipListSet<UUID> direct = new ConcurrentSkipListSet<>();
  private final AtomicReference<UUID> alone = new AtomicReference<>();
  private final InstantSource clock;
  // Guarded by this, with what comes into the set: none is older than that, or it is said.
  private UUID told = new UUID(0, 0);

  public Leases(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Begins that of a message that is about to be stored.
   *
   * @return whether it is older than {@link #oldest} has said last: an app took its time after it
   *     had replied, or the clock was set forward. Those that take over would not find it
   */
  public synchronized boolean take(UUID message) {
    direct.add(message);
    return message.compareTo(told) < 0;
  }

  /** Ends that of such a message, since what came of it is stored, or it waits. */
  public void end(UUID message) {
    direct.remove(message);
  }

  /**
   * Begins that of a message that waits and has one chance left. This node has one of those at a
   * time, so that none is blamed for what another did.
   *
   * @return whether it may have it now
   */
  public boolean takeAlone(UUID message) {
    return alone.compareAndSet(null, message);
  }

  /** To be called when a message is finished or given back, whether it is one of those or not. */
  public void endAlone(UUID message) {
    UUID mine = alone.get();
    if (message.equals(mine)) {
      alone.compareAndSet(mine, null);
    }
  }

  /**
   * Returns an id that none of those is smaller than, now or later, that never waited, but for
   * those of which {@link #take} says so.
   */
  public synchronized UUID oldest() {
    UUID recent = MessageIds.firstOf(clock.instant().minus(MARGIN));
    UUID first = first().orElse(recent);
    told = first.compareTo(recent) < 0 ? first : recent;
    return told;
  }

  private Optional<UUID> first() {
    try {
      return Optional.of(direct.first());
    } catch (NoSuchElementException e) {
      return Optional.empty();
    }
  }
}
