package org.threadless.router.engine.history;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import org.threadless.router.text.AnyCase;

/**
 * A part of texts that are looked for. Compared in any case, and no character stands for others.
 */
public final class ContainedText {

  /** The longest, in characters (UTF-16 units). */
  public static final int MAX_LENGTH = 500;

  private final String value;
  private final String folded;

  /**
   * Checks the part.
   *
   * @throws IllegalArgumentException where no text could have it; its message goes on after the
   *     name of the field
   */
  public ContainedText(String value) {
    this.value = Objects.requireNonNull(value, "value");
    if (value.isEmpty() || value.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "must have 1 to " + MAX_LENGTH + " characters, and has " + value.length());
    }
    if (value.indexOf(0) >= 0) {
      throw new IllegalArgumentException("must not hold the character U+0000");
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(value)) {
      throw new IllegalArgumentException("must be valid Unicode, and holds half a character");
    }
    this.folded = AnyCase.of(value);
  }

  /** Returns it as it was written. */
  public String value() {
    return value;
  }

  /** Returns whether a text has it somewhere. */
  public boolean isIn(String text) {
    // Most texts are plain, and of those this is a hundred times as fast.
    return (isPlain(text) ? text.toLowerCase(Locale.ROOT) : AnyCase.of(text)).contains(folded);
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ContainedText that && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return value;
  }
}
