package org.threadless.router.engine.history;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Objects;
import java.util.UUID;

/**
 * Where a search goes on. It says no more than how far it has come: whoever makes one up begins
 * somewhere else.
 *
 * @param last the oldest message that has been looked at
 */
public record Cursor(UUID last) {

  private static final int BYTES = 2 * Long.BYTES;
  private static final int LENGTH = (BYTES * Byte.SIZE + 5) / 6;
  private static final int VERSION = 7;
  private static final int VARIANT = 2;

  /** Refuses what is no id of a message. */
  public Cursor {
    Objects.requireNonNull(last, "last");
    if (last.version() != VERSION || last.variant() != VARIANT) {
      throw new IllegalArgumentException("must be one that a search has ended with");
    }
  }

  /**
   * Reads one that {@link #text} has written.
   *
   * @throws IllegalArgumentException where it is none; its message goes on after the name of the
   *     field
   */
  public static Cursor parse(String text) {
    try {
      byte[] bytes =
          text.length() == LENGTH ? Base64.getUrlDecoder().decode(text) : new byte[BYTES];
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      Cursor read = new Cursor(new UUID(buffer.getLong(), buffer.getLong()));
      if (read.text().equals(text)) {
        return read;
      }
    } catch (IllegalArgumentException e) {
      // What follows says it better.
    }
    throw new IllegalArgumentException("must be one that a search has ended with");
  }

  /** Returns it in characters that any URL may hold. */
  public String text() {
    byte[] bytes =
        ByteBuffer.allocate(BYTES)
            .putLong(last.getMostSignificantBits())
            .putLong(last.getLeastSignificantBits())
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
