package org.threadless.router.text;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Charsets by the names that gateways have for them. */
public final class Charsets {

  private Charsets() {}

  /** Returns the charset of that name, in any case; empty where there is none. */
  public static Optional<Charset> named(String name) {
    return switch (name.strip().toUpperCase(Locale.ROOT)) {
      case "UTF-8", "UTF8" -> Optional.of(StandardCharsets.UTF_8);
      case "UCS-2", "UCS2", "UCS-2BE" -> Optional.of(StandardCharsets.UTF_16BE);
      default -> known(name.strip());
    };
  }

  private static Optional<Charset> known(String name) {
    try {
      return Optional.of(Charset.forName(name));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
