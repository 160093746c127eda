package org.threadless.router.message;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
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
}
