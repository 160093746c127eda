package org.threadless.router.text;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Reads an id as we write it. {@link UUID#fromString} takes {@code 1-1-1-1-1} as well, and what is
 * too long for its place, so that what somebody has mistyped would be another's id.
 */
public final class WrittenUuid {

  private static final Pattern WRITTEN =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private WrittenUuid() {}

  /** Returns the id; empty where the text is none, blanks around it included. */
  public static Optional<UUID> parse(String text) {
    return WRITTEN.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
  }
}
