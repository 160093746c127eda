package org.threadless.router.engine.access.token;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a token lets a program do. */
public enum Right {
  /** Send messages, and cancel what has not gone. */
  SEND,
  /** Read messages, and what became of them. */
  READ,
  /** Read and change contacts and groups. */
  PEOPLE,
  /** See how backends are, pause them, and let them go on. */
  OPERATE,
  /** Bring messages in somebody's name, as if they came from a gateway. */
  INCOMING;

  /** Returns it as it is written: {@code send}. */
  public String written() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException where there is none of that name; its message lists all
   */
  public static Right of(String written) {
    return Arrays.stream(values())
        .filter(right -> right.written().equals(written))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("is no right: " + written + "; rights: " + all()));
  }

  private static String all() {
    return Arrays.stream(values()).map(Right::written).collect(Collectors.joining(", "));
  }
}
