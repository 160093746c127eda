package org.threadless.backend.httptester.view;

import java.util.Optional;
import java.util.UUID;

/**
 * What was just cleared, and what it takes to take that back.
 *
 * @param what {@code conversation} or {@code all}
 * @param upTo up to which message it is hidden now
 * @param before up to which message it was hidden; empty where it was not
 */
public record Clearing(String what, UUID upTo, Optional<UUID> before) {

  /** Returns the third as a field says it. */
  public String beforeField() {
    return before.map(UUID::toString).orElse("");
  }

  /** Returns what a person is told. */
  public String sentence() {
    return what.equals("all") ? "All conversations are hidden." : "This conversation is hidden.";
  }
}
