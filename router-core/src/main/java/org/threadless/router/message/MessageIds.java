package org.threadless.router.message;

import com.fasterxml.uuid.UUIDClock;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Makes the ids of messages: UUIDv7 (RFC 9562, 5.7), each greater than all that this process has
 * made before, also when its clock is set back, so that ids sort by time and go to the end of an
 * index. Safe for any thread.
 */
public final class MessageIds {

  private static final Instant LAST = Instant.ofEpochMilli((1L << 48) - 1);

  private final TimeBasedEpochGenerator generator;

  // The generator reads its clock outside of its own lock: a thread that is held up in between
  // would take an older time to it than others have.
  private final ReentrantLock lock = new ReentrantLock();

  /** Makes ids by the time of the system. */
  public MessageIds() {
    this(InstantSource.system());
  }

  /** Makes ids by the time of this clock. */
  public MessageIds(InstantSource clock) {
    this.generator = new TimeBasedEpochGenerator(new SecureRandom(), new ForwardClock(clock));
  }

  /** Returns a new id. */
  public UUID next() {
    lock.lock();
    try {
      return generator.generate();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Returns the lowest id of a moment: all that are made at it or later are greater, as far as the
   * clocks of those who make them agree.
   */
  public static UUID firstOf(Instant moment) {
    // 48 bits of milliseconds, version 7, variant 2, and all else zero (RFC 9562, 5.7).
    return new UUID(milliseconds(moment) << 16 | 0x7000L, 0x8000000000000000L);
  }

  /** Returns when one of these ids was made, to the millisecond. */
  public static Instant madeAt(UUID id) {
    return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
  }

  // What no id can hold is before or after all of them.
  private static long milliseconds(Instant moment) {
    if (moment.isBefore(Instant.EPOCH)) {
      return 0;
    }
    return moment.isAfter(LAST) ? LAST.toEpochMilli() : moment.toEpochMilli();
  }

  /**
   * Stands still where the other is set back, until that has caught up; ids are counted up then.
   */
  private static final class ForwardClock extends UUIDClock {

    private final InstantSource clock;
    private long latest;

    ForwardClock(InstantSource clock) {
      this.clock = clock;
    }

    // Called with the lock held.
    @Override
    public long currentTimeMillis() {
      latest = Math.max(latest, clock.millis());
      return latest;
    }
  }
}
