package org.threadless.router.message;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.time.Instant;
import java.util.UUID;

/**
 * Makes the ids of messages: UUIDv7 (RFC 9562, 5.7), each greater than all that this process has
 * made before, so that ids sort by time and go to the end of an index. Safe for any thread.
 */
public final class MessageIds {

  private final NoArgGenerator generator = Generators.timeBasedEpochGenerator();

  /** Returns a new id. */
  public UUID next() {
    return generator.generate();
  }

  /**
   * Returns the lowest id of a moment: all that are made at it or later are greater, as far as the
   * clocks of those who make them agree.
   */
  public static UUID firstOf(Instant moment) {
    // 48 bits of milliseconds, version 7, variant 2, and all else zero (RFC 9562, 5.7).
    return new UUID(moment.toEpochMilli() << 16 | 0x7000L, 0x8000000000000000L);
  }
}
